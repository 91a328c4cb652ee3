import type { ElectronApplication, Page } from '@playwright/test';

const answerWithinMs = 2_000;
const logLines = 40;

/** The same outcome; a failure tells what `sight` saw at that moment too. */
export async function orTell<Value>(work: Promise<Value>, sight: () => Promise<string>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${await sight()}`, { cause: error });
  }
}

/** Every page the desktop has by its own word, which it keeps where the driver has lost one, then the driver's list, then the end of the log. */
export async function sightOfDesktop(app: ElectronApplication, output: string): Promise<string> {
  const pages = app.evaluate(
    ({ webContents }, waitMs) =>
      Promise.all(
        webContents.getAllWebContents().map(async (contents) => {
          const silence = new Promise<string>((resolve) => setTimeout(() => resolve('(does not answer)'), waitMs));
          const text = await Promise.race([contents.executeJavaScript('document.body.innerText') as Promise<string>, silence]).catch(String);
          return `${contents.getURL()}${contents.isLoading() ? ' (loading)' : ''}${contents.isCrashed() ? ' (crashed)' : ''}\n${text}`;
        }),
      ),
    answerWithinMs,
  );
  const told = await within(2 * answerWithinMs, pages.then((each) => each.join('\n---\n')));
  return `The desktop shows:\n${told}\n\nThe driver has: ${app.windows().map((page) => page.url()).join(', ')}\n\nThe log ends:\n${endOf(output)}`;
}

export async function sightOfPage(page: Page): Promise<string> {
  return `${page.url()} shows:\n${await within(answerWithinMs, page.evaluate(() => document.body.innerText))}`;
}

function endOf(output: string): string {
  return output.trimEnd().split('\n').slice(-logLines).join('\n');
}

function within(ms: number, asked: Promise<string>): Promise<string> {
  return Promise.race([asked.catch(String), new Promise<string>((resolve) => setTimeout(() => resolve('(no answer)'), ms))]);
}
