import type { Profile } from '#contract/profile.ts';
import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Asker, Handlers } from '#contract/serve/serve.ts';
import { lanesOf } from '#domain/complaints/lane.ts';
import { success } from '#domain/outcome/outcome.ts';

export function createStationHandlers(options: {
  profile: Profile;
  version: string;
  examine: () => DoctorReport;
  /** Null where a seat has none. */
  phoneOf: (asker: Asker) => string | null;
  soundOf: (asker: Asker) => string;
}): Pick<Handlers, 'station.describe' | 'doctor.check'> {
  const { profile, version } = options;
  const contact = ({ id, name, phone }: { id: string; name: string; phone?: string | undefined }) => ({ id, name, phone: phone ?? null });
  return {
    'station.describe': (_input, asker) =>
      success({
        site: { id: profile.site.id, name: profile.site.name, number: profile.site.number, area: profile.site.area ?? null },
        station: { id: profile.station.id, name: profile.station.name },
        exercise: profile.exercise,
        operator: asker.operator,
        supervisor: asker.supervisor ?? false,
        utcOffsetMinutes: profile.site.utcOffsetMinutes,
        talkgroups: profile.talkgroups,
        radioStatuses: profile.radioStatuses.map(({ code, status }) => ({ code, status })),
        agencies: profile.agencies.map(contact),
        complaintLanes: [...lanesOf(profile.complaints.lanes, profile.agencies.map(({ id }) => id))],
        neighbours: profile.neighbours.map((neighbour) => ({ ...contact(neighbour), seat: neighbour.seat ?? null })),
        phone: options.phoneOf(asker),
        sound: options.soundOf(asker),
        version,
      }),
    'doctor.check': () => success(options.examine()),
  };
}
