import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Passwords named by the profile: from the service manager's credentials folder, else from the environment as
 * `SIAGA_SECRET_<NAME>`. They are never written to a file or a log.
 */
export function readSecret(name: string): string | undefined {
  const folder = process.env['CREDENTIALS_DIRECTORY'];
  if (folder !== undefined && /^[A-Za-z0-9._-]+$/.test(name)) {
    try {
      return readFileSync(join(folder, name), 'utf8').trimEnd();
    } catch {
      // Not among the credentials: the environment may have it.
    }
  }
  return process.env[`SIAGA_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`];
}
