import type { UnitPosition } from '#domain/positions/position.ts';
import { unitsText } from '../../i18n/areas/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { usePreference } from '../../state/preferences.ts';
import { useNow } from '../../state/use-now.ts';
import { coarseAgeText } from '../../ui/age-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { positionAge, positionAgeMark } from '../../ui/marks/position-age-mark.ts';

/** How old a unit's last fix is, or that there is none. */
export function PositionCell({ position }: { readonly position: UnitPosition | undefined }) {
  const text = useText(unitsText);
  const language = usePreference('language');
  const nowMs = useNow();
  const ageMs = position ? nowMs - position.fixedAtMs : null;
  const mark = positionAgeMark[positionAge(ageMs, position?.declaredStale)];
  return <Badge mark={mark} word={ageMs === null ? text.fixUnknown : coarseAgeText(ageMs, language)} />;
}
