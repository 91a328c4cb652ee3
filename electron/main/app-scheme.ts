import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from '#contract/content-security-policy.ts';
import type { ConsoleFolders } from '#contract/console-files.ts';
import { answerAppRequest } from './answer-app-request.ts';
import { appOrigin } from './app-file.ts';

/** Main's own pages lead here; it is never loaded, the window is loaded again instead. */
export const reloadAddress = `${appOrigin}/reload`;

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
}

/** Serves the console's files, read-only, to windows of this session, under a content policy. */
export function serveAppScheme(session: Session, folders: ConsoleFolders, policy: string = contentSecurityPolicy): void {
  session.protocol.handle('app', (request) => answerAppRequest(request, folders, policy));
}
