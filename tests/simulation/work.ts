import type { CommandName, ParsedInput } from '#contract/commands.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import type { Chance } from './chance.ts';
import { ring, type SimulatedStation } from './simulated-station.ts';
import type { Ledger } from './oracle/ledger.ts';

const types = ['medical', 'traffic', 'fire'] as const;
const statuses = ['available', 'en-route', 'on-scene', 'returning'] as const;
const dispositions = ['handled', 'cancelled'] as const;
const outcomes = ['solved', 'withdrawn'] as const;
const agencies = ['dlh', 'pu', 'pdam'] as const;
const units = ['p01', 'p02', 'p03'] as const;
const junk = ['ghost', 'prank'] as const;
const numbers = ['+62811', '+62812'] as const;

/** People at the seats: whatever they decide goes through the command handlers, and what is answered is told to the oracle. */
export function createWork(options: { chance: Chance; stations: readonly SimulatedStation[]; ledger: Ledger }) {
  const { chance, stations, ledger } = options;
  const incidents: string[] = [];
  const complaints: string[] = [];
  const tickets = new Set<string>();
  const calls: string[] = [];
  let requests = 0;
  let texts = 0;

  const place = () => {
    texts += 1;
    return { text: `Jl. ${chance.whole(1, 4)}`, latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' as const };
  };

  const ask = <Name extends CommandName>(station: SimulatedStation, name: Name, input: ParsedInput<Name>, expected: object): Outcome<unknown> => {
    const { handlers, database } = station.running()!;
    requests += 1;
    const requestId = `request-${requests}`;
    const asker = { operator: `op-${station.id}`, seat: station.id, supervisor: true };
    const before = ledger.before(station.id, database);
    const once = (): Outcome<unknown> => handlers[name](input, asker, requestId) as Outcome<unknown>;
    const answer = once();
    ledger.acknowledged(station.id, database, before, answer.ok ? expected : null);
    if (answer.ok && chance.happens(0.1)) {
      const again = ledger.before(station.id, database);
      once();
      ledger.repeated(station.id, database, again);
    }
    return answer;
  };

  const known = (station: SimulatedStation): string[] => incidents.filter((id) => station.running()!.stores.incidents.read(id) !== undefined).slice(-5);

  const knownComplaints = (station: SimulatedStation): string[] => complaints.filter((id) => station.running()!.stores.complaints.read(id) !== undefined).slice(-2);
  const onComplaint = (station: SimulatedStation, work: (complaintId: string) => void): void => {
    const known = knownComplaints(station);
    if (known.length === 0) acts['complain']!(station);
    else work(chance.oneOf(known));
  };

  const acts: Record<string, (station: SimulatedStation) => void> = {
    open(station) {
      const callId = calls.length > 0 && chance.happens(0.5) ? chance.oneOf(calls.slice(-2)) : null;
      texts += 1;
      const note = `note ${texts}`;
      const answer = ask(station, 'incident.open', { type: chance.oneOf(types), priority: 1, place: place(), note, callId }, { kind: 'incident.opened', note });
      if (answer.ok) incidents.push((answer.value as { incidentId: string }).incidentId);
    },
    change(station) {
      const incidentId = chance.oneOf(known(station));
      const changes = chance.oneOf([() => ({ type: chance.oneOf(types) }), () => ({ priority: chance.oneOf([1, 2, 3] as const) }), () => ({ place: place() })])();
      ask(station, 'incident.change', { incidentId, ...changes }, { kind: 'incident.changed', incidentId });
    },
    note(station) {
      texts += 1;
      const incidentId = chance.oneOf(known(station));
      ask(station, 'incident.note', { incidentId, text: `said ${texts}` }, { kind: 'incident.noted', text: `said ${texts}` });
    },
    close(station) {
      const incidentId = chance.oneOf(known(station));
      ask(station, 'incident.close', { incidentId, disposition: chance.oneOf(dispositions) }, { kind: 'incident.closed', incidentId });
    },
    send(station) {
      const incidentId = chance.oneOf(known(station));
      const unitId = chance.oneOf(units);
      ask(station, 'dispatch.send', { incidentId, unitId }, { kind: 'unit.assigned', incidentId, unitId });
    },
    release(station) {
      const incidentId = chance.oneOf(known(station));
      const unitId = chance.oneOf(units);
      ask(station, 'dispatch.release', { incidentId, unitId }, { kind: 'unit.released', incidentId, unitId });
    },
    status(station) {
      const unitId = chance.oneOf(units);
      ask(station, 'unit.set-status', { unitId, status: chance.oneOf(statuses) }, { kind: 'unit.status-set', unitId });
    },
    answer(station) {
      if (calls.length === 0) return;
      const callId = chance.oneOf(calls.slice(-2));
      ask(station, 'call.answer', { callId }, {});
    },
    junk(station) {
      if (calls.length === 0) return;
      // Whoever knows that it has an incident is refused; what it is already is not said again.
      ask(station, 'call.close', { callId: chance.oneOf(calls.slice(-2)), disposition: chance.oneOf(junk) }, {});
    },
    callBack(station) {
      if (calls.length === 0) return;
      const callId = chance.oneOf(calls.slice(-2));
      ask(station, 'call.call-back', { callId, outcome: chance.oneOf(['reached', 'busy'] as const) }, { kind: 'call.called-back', callId });
    },
    mute(station) {
      const number = chance.oneOf(numbers);
      ask(station, 'number.mute', { number, minutes: chance.oneOf([1, 30]), reason: 'prank calls' }, { kind: 'number.muted', number });
    },
    unmute(station) {
      ask(station, 'number.unmute', { number: chance.oneOf(numbers) }, {});
    },
    complain(station) {
      texts += 1;
      const note = `complaint ${texts}`;
      const callId = calls.length > 0 && chance.happens(0.5) ? chance.oneOf(calls.slice(-2)) : null;
      const agencyId = chance.happens(0.5) ? chance.oneOf(agencies) : null;
      const answer = ask(station, 'complaint.open', { category: 'waste', place: place(), note, agencyId, callId }, { kind: 'complaint.opened', note });
      if (!answer.ok) return;
      const { complaintId, number } = answer.value as { complaintId: string; number: string };
      if (tickets.has(number)) ledger.faults.push(`${station.id} gave ticket ${number}, which was given before`);
      tickets.add(number);
      complaints.push(complaintId);
    },
    assign(station) {
      const agencyId = chance.oneOf(agencies);
      // Who has it already is not told again.
      onComplaint(station, (complaintId) => ask(station, 'complaint.assign', { complaintId, agencyId }, {}));
    },
    join(station) {
      texts += 1;
      const note = `me too ${texts}`;
      onComplaint(station, (complaintId) => ask(station, 'complaint.join', { complaintId, callId: null, note }, { kind: 'complaint.joined', complaintId, note }));
    },
    finish(station) {
      onComplaint(station, (complaintId) => ask(station, 'complaint.close', { complaintId, outcome: chance.oneOf(outcomes) }, { kind: 'complaint.closed', complaintId }));
    },
    reopen(station) {
      onComplaint(station, (complaintId) => ask(station, 'complaint.reopen', { complaintId, reason: '' }, { kind: 'complaint.reopened', complaintId }));
    },
    upgrade(station) {
      onComplaint(station, (complaintId) => {
        // Few complaints are emergencies, and one that is outranks whatever else was made of it.
        if (chance.happens(0.7)) return;
        const answer = ask(station, 'complaint.upgrade', { complaintId, type: 'fire', priority: 1, callId: null }, { kind: 'complaint.upgraded', complaintId });
        if (answer.ok) incidents.push((answer.value as { incidentId: string }).incidentId);
      });
    },
    settle(station) {
      const { stores } = station.running()!;
      const conflicts = stores.conflicts.ids().map((id) => stores.conflicts.read(id)!);
      if (conflicts.length === 0) return;
      const conflict = chance.oneOf(conflicts);
      ask(station, 'conflict.resolve', { conflictId: conflict.id, chosenEventId: chance.oneOf(conflict.sides).eventId }, { kind: 'conflict.resolved', entity: conflict.entity });
    },
  };
  const frequent = ['open', 'change', 'change', 'note', 'close', 'send', 'send', 'send', 'release', 'status', 'status', 'answer', 'junk', 'callBack', 'mute', 'unmute', 'settle', 'complain', 'assign', 'assign', 'assign', 'join', 'finish', 'finish', 'reopen', 'upgrade'];
  /** What is done about an incident that the seat knows. */
  const aboutIncidents: ReadonlySet<string> = new Set(['change', 'note', 'close', 'send', 'release']);

  return {
    /** A call rings at every seat that is on. */
    ring(): void {
      const callId = `call-${calls.length + 1}`;
      calls.push(callId);
      for (const station of stations) {
        const running = station.running();
        if (running) ring(running, callId);
      }
    },
    /** Somebody at some seat does something. */
    act(): string {
      const on = stations.filter((station) => station.running() !== null);
      if (on.length === 0) return 'nobody is there';
      const station = chance.oneOf(on);
      const wanted = chance.oneOf(frequent);
      const kind = aboutIncidents.has(wanted) && known(station).length === 0 ? 'open' : wanted;
      acts[kind]!(station);
      return `${station.id} ${kind}`;
    },
  };
}
