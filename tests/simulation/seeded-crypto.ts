import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Lets ids come out the same for the same seed: in this process `randomBytes` and `randomUUID` of Node give what `random` gives until
 * the returned function is called.
 */
export function seedCrypto(random: () => number): () => void {
  const { randomBytes, randomUUID } = crypto;
  const bytes = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)));
  crypto.randomBytes = bytes as typeof randomBytes;
  crypto.randomUUID = () => {
    const hex = bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  syncBuiltinESMExports();
  return () => {
    crypto.randomBytes = randomBytes;
    crypto.randomUUID = randomUUID;
    syncBuiltinESMExports();
  };
}
