import { createContext, useContext } from 'react';
import type { StationDescription } from '#contract/records/station-records.ts';

/** Who and where this station is. Before the first answer: a nameless site on WIB. */
export const unknownSite: StationDescription = {
  site: { id: '', name: '', number: '112', area: null },
  station: { id: '', name: '' },
  exercise: false,
  operator: '',
  supervisor: false,
  utcOffsetMinutes: 420,
  talkgroups: [],
  radioStatuses: [],
  agencies: [],
  complaintLanes: [],
  neighbours: [],
  phone: null,
  sound: '',
  version: '',
};

export const SiteContext = createContext<StationDescription>(unknownSite);

export function useSite(): StationDescription {
  return useContext(SiteContext);
}
