import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Opening } from './use-open-incident.ts';
import styles from './incident-form-panel.module.css';

/** What became of the last Ctrl+Enter. */
export function OpeningState({ opening, draftId }: { readonly opening: Opening; readonly draftId: string }) {
  const text = useText(incidentFormText);
  const badge = ((): { mark: Parameters<typeof Badge>[0]['mark']; word: string } | null => {
    switch (opening.kind) {
      case 'idle':
      case 'incomplete':
        return null;
      case 'asking':
        return { mark: { shape: 'ring', tone: 'blue' }, word: text.opening };
      case 'failed':
        return opening.draftId === null || opening.draftId === draftId ? { mark: { shape: 'cross', tone: 'amber' }, word: opening.sentence } : null;
      case 'opened':
        return { mark: { shape: 'disc', tone: 'green' }, word: text.opened(opening.number) };
    }
  })();
  return (
    <div className={styles['opening']} role="status">
      {badge && <Badge {...badge} />}
    </div>
  );
}
