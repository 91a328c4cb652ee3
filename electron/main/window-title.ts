import { clockText } from './clock-text.ts';

type TitleFacts = {
  /** Which of the windows of a seat it is; null on the console. */
  readonly shows: string | null;
  /** Null until core has said it. */
  readonly station: { readonly site: string; readonly name: string } | null;
  readonly isExercise: boolean;
  /** Since when the window does not answer, epoch milliseconds; null when it does. */
  readonly hangsSinceMs: number | null;
  readonly hasSoftwareGraphics: boolean;
};

/** What the task bar and the title bar say; the most urgent first, since task bars cut the end off. */
function windowTitle({ shows, station, isExercise, hangsSinceMs, hasSoftwareGraphics }: TitleFacts): string {
  const parts = [
    hangsSinceMs === null ? null : `TIDAK MENJAWAB sejak ${clockText(hangsSinceMs)}`,
    isExercise ? 'LATIHAN' : null,
    shows,
    'Siaga 112',
    station === null ? null : `${station.site}, ${station.name}`,
    hasSoftwareGraphics ? 'grafik tanpa kartu grafis' : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

export type Title = {
  text(): string;
  change(facts: Partial<TitleFacts>): void;
  showOn(show: (title: string) => void): void;
};

/** The title of a window that is not there yet, or is: facts come as they are known. */
export function createTitle(isExercise: boolean, shows: string | null = null): Title {
  let facts: TitleFacts = { shows, station: null, isExercise, hangsSinceMs: null, hasSoftwareGraphics: false };
  let show: (title: string) => void = () => undefined;
  return {
    text: () => windowTitle(facts),
    change(changed) {
      facts = { ...facts, ...changed };
      show(windowTitle(facts));
    },
    showOn(next) {
      show = next;
      show(windowTitle(facts));
    },
  };
}
