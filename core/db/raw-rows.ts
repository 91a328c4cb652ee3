/** A value of a record as it lies on a page. */
export type RawValue = string | number | null | Uint8Array;
export type RawRow = { readonly rowid: number; readonly values: readonly RawValue[] };
/** A page by its number, from 1; undefined behind the end. */
export type ReadPage = (number: number) => Buffer | undefined;

/** Where the record of a row lies on its page; what does not fit continues on another. */
export type RawCell = { readonly rowid: number; readonly payloadBytes: number; readonly offset: number; readonly localBytes: number; readonly overflowPage: number };

const leafOfTable = 0x0d;
const fileHeaderBytes = 100;

/** The rows of a page of a table; none when it is another kind of page, and not those whose place cannot be. */
export function rawCells(page: Buffer, pageNumber: number): readonly RawCell[] {
  const start = pageNumber === 1 ? fileHeaderBytes : 0;
  if (page[start] !== leafOfTable) return [];
  const count = page.readUInt16BE(start + 3);
  const cells: RawCell[] = [];
  for (let index = 0; index < count; index += 1) {
    const pointer = start + 8 + index * 2;
    if (pointer + 2 > page.length) break;
    const cell = rawCell(page, page.readUInt16BE(pointer));
    if (cell) cells.push(cell);
  }
  return cells;
}

function rawCell(page: Buffer, at: number): RawCell | undefined {
  if (at < 8 || at > page.length - 4) return undefined;
  const [payloadBytes, afterLength] = varint(page, at);
  const [rowid, offset] = varint(page, afterLength);
  const most = page.length - 35;
  if (payloadBytes < 1 || payloadBytes > 1_000_000_000) return undefined;
  if (payloadBytes <= most) return offset + payloadBytes <= page.length ? { rowid, payloadBytes, offset, localBytes: payloadBytes, overflowPage: 0 } : undefined;
  const least = Math.floor(((page.length - 12) * 32) / 255) - 23;
  const wanted = least + ((payloadBytes - least) % (page.length - 4));
  const localBytes = wanted <= most ? wanted : least;
  if (offset + localBytes + 4 > page.length) return undefined;
  return { rowid, payloadBytes, offset, localBytes, overflowPage: page.readUInt32BE(offset + localBytes) };
}

/** The values of a row; undefined when its bytes make none. */
export function readRawCell(page: Buffer, cell: RawCell, readPage: ReadPage): RawRow | undefined {
  const payload = cell.overflowPage === 0 ? page.subarray(cell.offset, cell.offset + cell.payloadBytes) : gathered(page, cell, readPage);
  const values = payload && record(payload);
  return values && { rowid: cell.rowid, values };
}

function gathered(page: Buffer, cell: RawCell, readPage: ReadPage): Buffer | undefined {
  const parts = [page.subarray(cell.offset, cell.offset + cell.localBytes)];
  let left = cell.payloadBytes - cell.localBytes;
  for (let next = cell.overflowPage; left > 0; ) {
    const overflow = next === 0 ? undefined : readPage(next);
    if (!overflow) return undefined;
    const part = overflow.subarray(4, 4 + Math.min(left, overflow.length - 4));
    parts.push(part);
    left -= part.length;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function record(payload: Buffer): readonly RawValue[] | undefined {
  const [headerBytes, first] = varint(payload, 0);
  if (headerBytes > payload.length || headerBytes < 1) return undefined;
  const values: RawValue[] = [];
  let body = headerBytes;
  for (let at = first; at < headerBytes; ) {
    const [type, next] = varint(payload, at);
    const bytes = bytesOf(type);
    if (bytes === undefined || body + bytes > payload.length) return undefined;
    values.push(valueOf(type, payload, body, bytes));
    body += bytes;
    at = next;
  }
  return values;
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const;

function bytesOf(type: number): number | undefined {
  return type < 12 ? integerBytes[type] : Math.floor((type - 12) / 2);
}

function valueOf(type: number, payload: Buffer, at: number, bytes: number): RawValue {
  if (type >= 12) return type % 2 === 1 ? payload.toString('utf8', at, at + bytes) : payload.subarray(at, at + bytes);
  if (type === 0) return null;
  if (type === 7) return payload.readDoubleBE(at);
  if (type >= 8) return type - 8;
  return bytes === 8 ? Number(payload.readBigInt64BE(at)) : payload.readIntBE(at, bytes);
}

/** A number of SQLite's file format, and where the next thing begins. Behind the end of the bytes stand zeros. */
function varint(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[at + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + index + 1];
  }
  return [value * 256 + (bytes[at + 8] ?? 0), at + 9];
}
