import { describe, expect, test } from 'vitest';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { readTicket } from '#domain/complaints/ticket-number.ts';
import { coreOnDisk, type CoreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { foldedTables } from '#tests/fixtures/folded-tables.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

/** A Friday evening at the site. */
const startMs = Date.parse('2026-11-27T19:00:00+07:00');
const caller = '+6286011200001';
const market = { text: 'Pasar Anom', latitude: -7.005, longitude: 113.86, radiusM: 200, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' } as const;
const waste = { category: 'waste', place: market, note: 'sampah tiga hari', agencyId: 'dlh' } as const;
const withPower = { ...smallProfileSource, complaints: { lanes: [{ category: 'power', agencyId: 'pdam', time: { hours: 4 } }] } };

function station(calls: readonly string[], dataDir = temporaryFolder(), clock = repeatingClock(startMs)): CoreOnDisk & { dataDir: string } {
  const facts = factsOnDisk(dataDir, clock);
  for (const id of calls) facts.hear(telephoneCall(id, { epochMs: startMs - 9e6, startMs: startMs - 10_000, number: caller }).joined());
  facts.close();
  return { ...coreOnDisk({ dataDir, clock, profile: withPower }), dataDir };
}

test('a complaint has its ticket and its time at once, is in the feed, and its call says so', async () => {
  const { seat } = station(['c1']);
  const sari = seat();
  const complaints = sari.follow('complaints', {});
  const calls = sari.follow('calls', {});
  const { complaintId, number } = await sari.do('complaint.open', { ...waste, callId: 'c1' });
  expect(number).toMatch(/^1-\d{3}-\d{3}$/);
  expect(readTicket(number)).toEqual({ ok: true, value: number });
  await sari.flow();
  expect(complaints.items()).toMatchObject([
    { id: complaintId, number, status: 'assigned', agencyId: 'dlh', complainants: [{ callId: 'c1', number: caller }], dueAtMs: Date.parse('2026-12-01T16:00:00+07:00'), openedBy: 'Sari' },
  ]);
  expect(calls.items()).toMatchObject([{ claim: { complaintIds: [complaintId], incidentId: null } }]);
  const power = await sari.do('complaint.open', { ...waste, category: 'power', agencyId: null, callId: null });
  expect((await sari.do('complaint.find', { number: power.number.replaceAll('-', ' ') }))?.dueAtMs).toBe(startMs + 4 * 3_600_000);
  expect(await sari.ask('complaint.find', { number: power.number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) })).toMatchObject({ ok: false, code: 'misheard-ticket' });
  expect(await sari.ask('complaint.open', { ...waste, agencyId: 'kebersihan', callId: null })).toMatchObject({ ok: false, code: 'no-such-agency' });
});

test('tickets go on where they were after a restart, with the clock set back too, and what is folded again from nothing is the same', async () => {
  const first = station(['c1']);
  const sari = first.seat();
  const given = [await sari.do('complaint.open', { ...waste, callId: 'c1' }), await sari.do('complaint.open', { ...waste, callId: null })];
  await sari.do('complaint.join', { complaintId: given[0]!.complaintId, callId: null, note: 'di depan ruko' });
  await sari.do('complaint.close', { complaintId: given[1]!.complaintId, outcome: 'withdrawn' });
  await first.core.close();
  const again = station([], first.dataDir, repeatingClock(startMs - 86_400_000)).seat();
  const complaints = again.follow('complaints', {});
  await again.flow();
  expect(complaints.items().map(({ number, status, complainantCount }) => [number, status, complainantCount]).toSorted()).toEqual([
    [given[0]!.number, 'assigned', 2], [given[1]!.number, 'closed', 1],
  ]);
  const next = await again.do('complaint.open', { ...waste, callId: null });
  const serials = [...given, next].map(({ number }) => Number(number.replaceAll('-', '').slice(0, -1)));
  expect(serials).toEqual([serials[0], serials[0]! + 1, serials[0]! + 2]);
  const { live, rebuilt, isChainWhole } = foldedTables(first.dataDir);
  expect(rebuilt).toEqual(live);
  expect(isChainWhole).toBe(true);
});

test('a ticket that was given is not given again, even where the note of the newest serial is lost', async () => {
  const first = station([]);
  const sari = first.seat();
  const given = [await sari.do('complaint.open', { ...waste, callId: null }), await sari.do('complaint.open', { ...waste, callId: null })].map(({ number }) => number);
  await first.core.close();
  const opened = openStationDatabase(first.dataDir);
  if (!opened.ok) throw new Error(opened.sentence);
  opened.value.exec('DELETE FROM ticket_serials');
  opened.value.close();
  const { number } = await station([], first.dataDir).seat().do('complaint.open', { ...waste, callId: null });
  expect(given).not.toContain(number);
});

describe('a caller who rings again', () => {
  test('is known by what is open: complaints under way of that number, the newest first, also those that were joined', async () => {
    const { seat } = station(['c1', 'c2', 'now']);
    const sari = seat();
    const first = await sari.do('complaint.open', { ...waste, callId: 'c1' });
    const over = await sari.do('complaint.open', { ...waste, category: 'road', callId: 'c1' });
    await sari.do('complaint.close', { complaintId: over.complaintId, outcome: 'solved' });
    const others = await sari.do('complaint.open', { ...waste, category: 'drainage', callId: null });
    expect(await sari.do('complaint.join', { complaintId: others.complaintId, callId: 'c2', note: '' })).toEqual({ number: others.number });
    const { complaints } = await sari.do('call.history', { callId: 'now' });
    expect(complaints.map(({ number }) => number).toSorted()).toEqual([first.number, others.number].toSorted());
    await sari.do('complaint.reopen', { complaintId: over.complaintId, reason: 'rusak lagi' });
    expect((await sari.do('call.history', { callId: 'now' })).complaints).toHaveLength(3);
  });
});

describe('an upgrade', () => {
  test('opens an incident with place, caller and call in one act of a person, once, and both say so', async () => {
    const { seat } = station(['c1']);
    const sari = seat();
    const { complaintId, number } = await sari.do('complaint.open', { ...waste, callId: 'c1' });
    const incident = await sari.do('complaint.upgrade', { complaintId, type: 'fire', priority: 1, callId: null });
    expect(await sari.do('incident.find', { incidentId: incident.incidentId })).toMatchObject({
      number: incident.number, type: 'fire', priority: 1, place: market, note: 'sampah tiga hari', callIds: ['c1'], callerNumber: caller, status: 'open',
    });
    expect(await sari.do('complaint.find', { number })).toMatchObject({ status: 'upgraded', incidentId: incident.incidentId });
    const timeline = sari.follow('timeline', { incidentId: incident.incidentId });
    const ofComplaint = sari.follow('complaint-timeline', { complaintId });
    await sari.flow();
    expect(timeline.items().map(({ act }) => act)).toMatchObject([{ kind: 'incident.opened' }, { kind: 'complaint.upgraded', ticket: number }]);
    expect(ofComplaint.items().map(({ act }) => act.kind)).toEqual(['complaint.opened', 'complaint.upgraded']);
    expect(await sari.ask('complaint.upgrade', { complaintId, type: 'fire', priority: 1, callId: null })).toMatchObject({ ok: false, code: 'already-upgraded' });
    expect(await sari.ask('complaint.upgrade', { complaintId: 'nobody', type: 'fire', priority: 1, callId: null })).toMatchObject({ ok: false, code: 'no-complaint' });
  });

  test('by the call that tells of the emergency links that call', async () => {
    const { seat } = station(['c1', 'c2']);
    const sari = seat();
    const { complaintId } = await sari.do('complaint.open', { ...waste, callId: 'c1' });
    const { incidentId } = await sari.do('complaint.upgrade', { complaintId, type: 'fire', priority: 1, callId: 'c2' });
    expect((await sari.do('incident.find', { incidentId }))?.callIds).toEqual(['c2']);
  });
});

test('what the agency says, closing, and who may not: refusals are sentences, and change nothing', async () => {
  const { seat } = station([]);
  const sari = seat();
  const { complaintId, number } = await sari.do('complaint.open', { ...waste, agencyId: null, callId: null });
  expect(await sari.ask('complaint.answer', { complaintId, text: 'diangkut' })).toMatchObject({ ok: false, code: 'no-agency' });
  await sari.do('complaint.assign', { complaintId, agencyId: 'dlh' });
  await sari.do('complaint.answer', { complaintId, text: 'diangkut sore' });
  await sari.do('complaint.note', { complaintId, text: 'pelapor diberi tahu' });
  await sari.do('complaint.close', { complaintId, outcome: 'solved' });
  expect(await sari.ask('complaint.close', { complaintId, outcome: 'solved' })).toMatchObject({ ok: false, code: 'complaint-over' });
  expect(await sari.ask('complaint.join', { complaintId, callId: null, note: '' })).toMatchObject({ ok: false, code: 'complaint-over' });
  expect(await sari.do('complaint.find', { number })).toMatchObject({ status: 'closed', answer: 'diangkut sore', outcome: 'solved', agencyId: 'dlh' });
});
