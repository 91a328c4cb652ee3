import { describe, expect, test } from 'vitest';
import type { Place } from '#domain/places/place.ts';
import { changeWorkspace, emptyWorkspace, mergeWorkspaces, readWorkspace, type DraftAction, type DraftWorkspace } from './draft-workspace.ts';

const lenteng: Place = {
  text: 'Lenteng',
  latitude: -7.05,
  longitude: 113.79,
  radiusM: 1_500,
  islandId: 'madura',
  islandName: 'Madura',
  source: 'gazetteer',
};

function after(actions: readonly DraftAction[], from: DraftWorkspace = emptyWorkspace('d0')): DraftWorkspace {
  return actions.reduce((workspace, action, index) => changeWorkspace(workspace, action, `d${index + 1}`), from);
}

describe('the incident form', () => {
  test('loses a chosen point as soon as its text is changed', () => {
    const chosen = after([{ kind: 'choose-place', place: lenteng }]);
    expect(chosen.current).toMatchObject({ placeText: 'Lenteng', place: lenteng });
    expect(after([{ kind: 'write-place', text: 'Lenteng B' }], chosen).current.place).toBeNull();
    expect(after([{ kind: 'write-place', text: 'Lenteng' }], chosen)).toBe(chosen);
  });

  test('changes how sure a point is, and nothing of words without one', () => {
    const chosen = after([{ kind: 'choose-place', place: lenteng }, { kind: 'set-radius', radiusM: 5_000 }]);
    expect(chosen.current).toMatchObject({ placeText: 'Lenteng', place: { ...lenteng, radiusM: 5_000 } });
    const words = after([{ kind: 'write-place', text: 'dekat masjid' }]);
    expect(after([{ kind: 'set-radius', radiusM: 5_000 }], words)).toBe(words);
  });

  test('parks what is typed when a call is answered, and brings it back', () => {
    const answered = after([
      { kind: 'open-for', callId: 'call-1' },
      { kind: 'write-note', text: 'sampah di pasar' },
      { kind: 'open-for', callId: 'call-2' },
    ]);
    expect(answered.current).toMatchObject({ callId: 'call-2', note: '' });
    expect(answered.parked).toMatchObject([{ callId: 'call-1', note: 'sampah di pasar' }]);
    const back = after([{ kind: 'open-for', callId: 'call-1' }], answered);
    expect(back.current.note).toBe('sampah di pasar');
    expect(back.parked).toEqual([]);
  });

  test('becomes that of a complaint and back, and keeps what is typed', () => {
    const complaint = after([
      { kind: 'open-for', callId: 'call-1' },
      { kind: 'choose-place', place: lenteng },
      { kind: 'write-note', text: 'sampah terbakar' },
      { kind: 'turn-into', draftKind: 'complaint' },
      { kind: 'choose-category', category: 'waste' },
      { kind: 'choose-agency', agencyId: 'pu' },
    ]);
    expect(complaint.current).toMatchObject({ kind: 'complaint', callId: 'call-1', place: lenteng, note: 'sampah terbakar', category: 'waste', agencyId: 'pu' });
    expect(after([{ kind: 'turn-into', draftKind: 'incident' }], complaint).current).toMatchObject({ kind: 'incident', callId: 'call-1', place: lenteng, note: 'sampah terbakar' });
    // Another category suggests its own agency.
    expect(after([{ kind: 'choose-category', category: 'power' }], complaint).current.agencyId).toBeNull();
  });

  test('of a complaint gives way to an emergency, and comes back as it was, through the station as well', () => {
    const typed: readonly DraftAction[] = [{ kind: 'turn-into', draftKind: 'complaint' }, { kind: 'choose-category', category: 'waste' }, { kind: 'write-place', text: 'pasar an' }];
    const answered = after([...typed, { kind: 'open-for', callId: 'call-2' }]);
    expect(answered.current).toMatchObject({ kind: 'incident', callId: 'call-2', category: null });
    const [parked] = answered.parked;
    expect(parked).toMatchObject({ kind: 'complaint', category: 'waste', placeText: 'pasar an' });
    const kept = readWorkspace(JSON.parse(JSON.stringify(answered)) as Record<string, unknown>);
    expect(kept).toEqual(answered);
    expect(after([{ kind: 'resume', draftId: parked?.id ?? '' }], kept ?? answered).current).toEqual(parked);
  });

  test('leaves no empty form behind', () => {
    const answered = after([
      { kind: 'open-for', callId: 'call-1' },
      { kind: 'open-for', callId: 'call-2' },
    ]);
    expect(answered.parked).toEqual([]);
  });

  test('becomes empty when its incident is open, unless another form is shown by then', () => {
    const typed = after([{ kind: 'write-note', text: 'jatuh' }]);
    expect(after([{ kind: 'finish', draftId: 'd0' }], typed).current).toMatchObject({ note: '', callId: null });
    const moved = after([{ kind: 'open-for', callId: 'call-2' }, { kind: 'finish', draftId: 'd0' }], typed);
    expect(moved.current.callId).toBe('call-2');
    expect(moved.parked).toEqual([]);
  });

  test('keeps half-typed notes by incident', () => {
    const noted = after([
      { kind: 'write-incident-note', incidentId: 'a', text: 'jalan rusak' },
      { kind: 'write-incident-note', incidentId: 'b', text: 'x' },
      { kind: 'write-incident-note', incidentId: 'b', text: '' },
    ]);
    expect(noted.notes).toEqual({ a: 'jalan rusak' });
  });
});

describe('two copies of the workspace', () => {
  test('are one again: the newer leads, what only the older has is parked', () => {
    const older = after([{ kind: 'write-note', text: 'lama' }], emptyWorkspace('older'));
    const newer = after([{ kind: 'write-note', text: 'baru' }], emptyWorkspace('newer'));
    const merged = mergeWorkspaces(newer, older);
    expect(merged.current.note).toBe('baru');
    expect(merged.parked.map((draft) => draft.note)).toEqual(['lama']);
  });

  test('do not double a draft that both have', () => {
    const older = after([{ kind: 'write-note', text: 'jat' }]);
    const newer = after([{ kind: 'write-note', text: 'jatuh' }], older);
    expect(mergeWorkspaces(newer, older)).toEqual(newer);
  });

  test('do not bring back a draft that is an incident', () => {
    const older = after([{ kind: 'write-note', text: 'jatuh' }]);
    const newer = after([{ kind: 'finish', draftId: 'd0' }], older);
    expect(mergeWorkspaces(newer, older).parked).toEqual([]);
    expect(mergeWorkspaces(emptyWorkspace('d9'), newer).finished).toEqual(['d0']);
  });
});

describe('a stored workspace', () => {
  test('comes back as it was', () => {
    const workspace = after([
      { kind: 'choose-place', place: lenteng },
      { kind: 'choose-type', type: 'medical' },
      { kind: 'choose-priority', priority: 1 },
      { kind: 'open-for', callId: 'call-1' },
      { kind: 'write-incident-note', incidentId: 'a', text: 'b' },
      { kind: 'finish', draftId: 'x' },
    ]);
    expect(readWorkspace(JSON.parse(JSON.stringify(workspace)) as Record<string, unknown>)).toEqual(workspace);
  });

  test('is taken as far as it is understood', () => {
    const read = readWorkspace({
      current: { id: 'a', note: 5, type: 'meteor', place: { text: 'half' }, priority: 9 },
      parked: [null, 7, { id: 'b', note: 'n' }],
      notes: [],
    });
    expect(read?.current).toEqual({ id: 'a', kind: 'incident', category: null, agencyId: null, callId: null, placeText: '', place: null, type: null, priority: null, note: '' });
    expect(read?.parked.map((draft) => draft.id)).toEqual(['b']);
    expect(readWorkspace({})).toBeNull();
  });
});
