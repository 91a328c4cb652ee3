import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSavedState } from '../../state/drafts-context.tsx';
import { Badge } from '../../ui/badge.tsx';

/** How safe what is typed is; the tick only after the station said that it is on disk. */
export function DraftState() {
  const text = useText(incidentFormText);
  const saved = useSavedState();
  switch (saved.kind) {
    case 'nothing':
      return null;
    case 'saving':
      return <Badge mark={{ shape: 'ring', tone: 'grey' }} word={text.draftSaving} />;
    case 'saved':
      return <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.draftSaved} />;
    case 'here-only':
      return <Badge mark={{ shape: 'half', tone: 'amber' }} word={text.draftHereOnly} />;
  }
}
