import type { Chance } from './chance.ts';
import type { SimulatedCentral } from './simulated-central.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What can go wrong, one kind at a time. */
export type Trouble =
  | 'cut' | 'half-open' | 'flapping' | 'lost-answers' | 'doubled-requests' | 'slow-line'
  | 'broker-gone' | 'broker-drops' | 'broker-doubles' | 'broker-late'
  | 'killed' | 'central-stopped' | 'central-restored' | 'clock-back' | 'clock-ahead' | 'apart';

type Weather = { readonly name: string; readonly rows: readonly number[]; readonly troubles: readonly Trouble[] };

const everything: readonly Trouble[] = [
  'cut', 'half-open', 'flapping', 'lost-answers', 'doubled-requests', 'slow-line',
  'broker-gone', 'broker-drops', 'broker-doubles', 'broker-late',
  'killed', 'central-stopped', 'central-restored', 'apart',
];

/** Kinds of weather, each for the rows of the table of faults that it covers. Seeds go round them. */
export const weathers: readonly Weather[] = [
  { name: 'everything at once, clocks too', rows: [2, 19, 20, 22, 25, 29, 30], troubles: [...everything, 'clock-back', 'clock-ahead'] },
  { name: 'everything at once but clocks', rows: [2, 22, 23, 25, 26, 27, 28, 29, 30], troubles: everything },
  { name: 'seats that cannot see each other', rows: [31, 32, 33], troubles: ['apart'] },
  { name: 'stations killed while they catch up', rows: [2], troubles: ['killed', 'cut', 'apart'] },
  { name: 'lines that are cut, for long and in a flutter', rows: [21, 22], troubles: ['cut', 'flapping'] },
  { name: 'lines that swallow everything', rows: [23], troubles: ['half-open', 'slow-line'] },
  { name: 'messages twice, late and out of order', rows: [25, 26], troubles: ['doubled-requests', 'broker-doubles', 'broker-late', 'cut'] },
  { name: 'a broker that drops messages and goes away', rows: [27, 28], troubles: ['broker-drops', 'broker-gone', 'cut'] },
  { name: 'answers lost after central has taken the acts', rows: [29], troubles: ['lost-answers', 'central-stopped'] },
  { name: 'central put back to an older copy', rows: [30], troubles: ['central-restored', 'central-stopped', 'apart'] },
  { name: 'clocks set back two hours', rows: [19], troubles: ['clock-back', 'apart', 'killed'] },
  { name: 'clocks set ahead three days and right again', rows: [20], troubles: ['clock-ahead', 'apart', 'killed'] },
];

const hourMs = 3_600_000;
export const isOfClocks = (trouble: Trouble): boolean => trouble.startsWith('clock');

/** Lets trouble come and go. What it does is written to the trace. */
export function createTroubles(options: {
  time: VirtualTime;
  chance: Chance;
  stations: readonly SimulatedStation[];
  central: SimulatedCentral;
  note: (text: string) => void;
  /** What takes its time in the real world. */
  track: (work: Promise<void>) => void;
}) {
  const { time, chance, stations, central, note, track } = options;
  let hasCopy = false;
  let isCentralChanging = false;
  let areAllApart = false;

  const changeCentral = (work: () => Promise<void>): void => {
    if (isCentralChanging) return;
    isCentralChanging = true;
    track(work().finally(() => {
      isCentralChanging = false;
    }));
  };
  const forAWhile = (shortestS: number, longestS: number, begin: () => void, end: () => void): void => {
    begin();
    time.after(1000 * chance.between(shortestS, longestS), end);
  };
  const setLink = (station: SimulatedStation, state: 'up' | 'cut' | 'half-open'): void => {
    station.link.state = areAllApart ? 'cut' : state;
  };
  const setBroker = (station: SimulatedStation, isUp: boolean): void => {
    station.broker.isUp = isUp && !areAllApart;
    if (station.broker.isUp) station.running()?.brokerLive();
  };
  const flap = (station: SimulatedStation, left: number): void => {
    if (left === 0) return setLink(station, 'up');
    setLink(station, left % 2 === 0 ? 'cut' : 'up');
    time.after(chance.between(300, 3_000), () => flap(station, left - 1));
  };
  const isolate = (those: readonly SimulatedStation[], isApart: boolean): void => {
    for (const station of those) {
      setLink(station, isApart ? 'cut' : 'up');
      setBroker(station, !isApart);
    }
  };

  const begin: Record<Trouble, (station: SimulatedStation) => void> = {
    cut: (station) => forAWhile(1, 27, () => setLink(station, 'cut'), () => setLink(station, 'up')),
    'half-open': (station) => forAWhile(2, 25, () => setLink(station, 'half-open'), () => setLink(station, 'up')),
    flapping: (station) => flap(station, chance.whole(3, 9)),
    'lost-answers': ({ link }) => forAWhile(5, 25, () => { link.lostAnswers = 0.5; }, () => { link.lostAnswers = 0; }),
    'doubled-requests': ({ link }) => forAWhile(5, 27, () => { link.doubled = 0.6; }, () => { link.doubled = 0; }),
    'slow-line': ({ link }) => forAWhile(5, 25, () => { link.slowestMs = chance.between(2_000, 14_000); }, () => { link.slowestMs = 120; }),
    'broker-gone': (station) => forAWhile(2, 27, () => setBroker(station, false), () => setBroker(station, true)),
    'broker-drops': ({ broker }) => forAWhile(5, 27, () => { broker.lost = 0.5; }, () => { broker.lost = 0; }),
    'broker-doubles': ({ broker }) => forAWhile(5, 27, () => { broker.doubled = 0.7; }, () => { broker.doubled = 0; }),
    'broker-late': ({ broker }) => forAWhile(5, 27, () => { broker.slowestMs = 12_000; }, () => { broker.slowestMs = 40; }),
    killed: (station) => forAWhile(0.1, 15, station.kill, station.start),
    'central-stopped'() {
      changeCentral(central.stop);
      time.after(chance.between(1_000, 20_000), () => {
        if (!central.isRunning()) changeCentral(central.start);
      });
    },
    'central-restored'() {
      if (!central.isRunning()) return;
      const isRestore = hasCopy && chance.happens(0.6);
      hasCopy = true;
      note(isRestore ? 'central is put back' : 'central is copied');
      changeCentral(isRestore ? central.restore : central.backUp);
    },
    'clock-back': (station) => forAWhile(5, 27, () => station.setClock(-2 * hourMs), () => station.setClock(0)),
    'clock-ahead': (station) => forAWhile(5, 27, () => station.setClock(72 * hourMs), () => station.setClock(0)),
    apart() {
      const those = chance.happens(0.5) ? stations : [chance.oneOf(stations)];
      forAWhile(8, 27, () => isolate(those, true), () => isolate(those, false));
    },
  };

  return {
    come(trouble: Trouble): void {
      const station = chance.oneOf(stations);
      note(`${trouble} ${station.id}`);
      begin[trouble](station);
    },
    /** No seat sees any other, nor central. */
    partAll(): void {
      note('nobody sees anybody');
      isolate(stations, true);
      areAllApart = true;
    },
    /** Everything is whole again. */
    async heal(): Promise<void> {
      areAllApart = false;
      for (const station of stations) {
        Object.assign(station.link, { state: 'up', lostAnswers: 0, doubled: 0, slowestMs: 120 });
        Object.assign(station.broker, { lost: 0, doubled: 0, slowestMs: 40 });
        station.setClock(0);
        station.start();
        setBroker(station, true);
      }
      if (!central.isRunning()) await central.start();
    },
  };
}
