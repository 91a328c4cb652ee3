import { defineText } from '../define-text.ts';

/** What a panel says when it has nothing fresh to show. */
export const facesText = defineText({
  id: {
    loading: 'Memuat…',
    loadingHint: 'Menunggu jawaban dari stasiun.',
    broken: 'Tidak ada data',
    brokenHint: 'Panel ini belum pernah menerima data. Catat di kertas sampai stasiun kembali.',
    dataAsOf: 'data per',
    emptySince: (time: string) => `Kosong pada ${time}; sesudah itu tidak diketahui.`,
    stationAway: 'Stasiun tidak menjawab; menyambung lagi sendiri.',
    late: 'terlambat',
    fault: (panel: string) => `Panel ${panel} berhenti karena cacat program. Panel lain tetap jalan.`,
    faultRetry: 'coba tampilkan lagi',
  },
  en: {
    loading: 'Loading…',
    loadingHint: 'Waiting for an answer from the station.',
    broken: 'No data',
    brokenHint: 'This panel has never received data. Write on paper until the station is back.',
    dataAsOf: 'data as of',
    emptySince: (time: string) => `Empty at ${time}; nothing is known since.`,
    stationAway: 'The station does not answer; reconnecting by itself.',
    late: 'late',
    fault: (panel: string) => `The ${panel} panel stopped because of a defect. The others go on.`,
    faultRetry: 'try again',
  },
});
