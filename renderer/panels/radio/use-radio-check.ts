import { useState } from 'react';
import { selectLane, type LaneChoices } from '#domain/radio/lane-state.ts';
import type { Unit } from '#domain/units/unit.ts';
import { useAction } from '../../keys/use-action.ts';
import { changePreferences } from '../../state/preferences.ts';
import { useSession } from '../../state/session-context.tsx';
import { useSite } from '../../state/site-context.tsx';
import { useLatest } from '../../state/use-latest.ts';

/** The radio check of the chosen unit, by its key: F5 then speaks where the unit listens. The unit stays the one asked, whatever is chosen meanwhile. */
export function useRadioCheck(choices: LaneChoices): { readonly unit: Unit | null; readonly end: () => void } {
  const { talkgroups } = useSite();
  const { selectedUnitId } = useSession();
  const units = useLatest('units');
  const radios = useLatest('radios');
  const [unit, setUnit] = useState<Unit | null>(null);
  const chosen = selectedUnitId === null ? undefined : units.byKey.get(selectedUnitId);
  useAction(
    'radio-check',
    chosen
      ? () => {
          const lastTalkgroup = [...radios.byKey.values()].find(({ unitId }) => unitId === chosen.unitId)?.lastTalkgroup;
          const lane = talkgroups.find(({ id }) => id === (chosen.talkgroup ?? lastTalkgroup));
          if (lane) changePreferences({ lanes: selectLane(choices, String(lane.id)) });
          setUnit(chosen);
        }
      : null,
  );
  return { unit, end: () => setUnit(null) };
}
