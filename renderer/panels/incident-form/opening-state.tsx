import { incidentFormText } from '../../i18n/areas/incident-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Opening } from './use-open-incident.ts';

/** What became of the last Ctrl+Enter, where it takes a word; faults stand at their fields or in a line of their own. */
export function OpeningState({ opening }: { readonly opening: Opening }) {
  const text = useText(incidentFormText);
  switch (opening.kind) {
    case 'idle':
    case 'incomplete':
    case 'failed':
      return null;
    case 'asking':
      return <Badge mark={{ shape: 'ring', tone: 'blue' }} word={text.opening} />;
    case 'opened':
      return <Badge mark={{ shape: 'disc', tone: 'green' }} word={text.opened(opening.number)} />;
  }
}
