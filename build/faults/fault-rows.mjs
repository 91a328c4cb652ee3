/**
 * Faults and bad inputs that stations and central must bear. The number is the row by which tests name themselves.
 * @type {readonly (readonly [number, string])[]}
 */
export const faultRows = [
  [1, 'the core is killed in the middle of commits'],
  [2, 'both ends are killed while they catch up'],
  [3, 'the power is cut: what was not synced is gone'],
  [4, 'the write-ahead log is torn, cut or deleted; an older copy is put in place'],
  [8, 'the core stands still for half a minute; the lid of a laptop is closed'],
  [10, 'the disk is full at a commit'],
  [11, 'the disk is full at a checkpoint, a backup or the log'],
  [12, 'a page of the database is garbage'],
  [13, 'a bit of a row flips in silence'],
  [14, 'fsync fails; the file system turns read-only'],
  [15, 'the disk is very slow'],
  [16, 'a migration is killed; an older version meets a newer database'],
  [17, 'a long reader holds the write-ahead log'],
  [18, 'the program is started twice; a foreign writer opens the file'],
  [19, 'a clock is set back two hours'],
  [20, 'a clock is three days ahead, then right again'],
  [21, 'a station is alone for a whole shift'],
  [22, 'the line comes and goes every few seconds'],
  [23, 'the other end is gone and nobody says so'],
  [24, 'the line is narrow, slow and loses much'],
  [25, 'messages come twice, or a thousand times'],
  [26, 'messages come late and out of order'],
  [27, 'the broker drops messages or loses its store'],
  [28, 'the line breaks while the client sends again'],
  [29, 'central took the acts and its answer is lost'],
  [30, 'central is put back to an older copy'],
  [31, 'two seats apart send one ambulance to two places'],
  [32, 'two seats apart change the same field, or different ones'],
  [33, 'one closes an incident while another adds to it'],
  [36, 'input is malformed, huge or hostile'],
  [37, 'somebody is not who he says, or was shut out'],
  [39, 'the journal is changed, cut, or put back to an older copy'],
];

/** How often the tests repeat what they do when there is a night for it; they read these from the environment. */
export const nightSizes = { SIAGA_KILLS: '200', SIAGA_BLACK_HOLE_SECONDS: '600', SIAGA_POWER_CUT_IMAGES: '10000', SIAGA_CENTRAL_POWER_CUT_IMAGES: '10000' };
