import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { topicLevel, type Agent } from './call-record.ts';

/** The staff id of a queue's member: of the site's own table where it names the interface, else the number in it. */
export function agentNamer(table: Readonly<Record<string, string>>): (memberInterface: string, stateInterface: string | undefined, name: string | undefined) => Agent {
  const ids = new Map(Object.entries(table));
  return (memberInterface, stateInterface, name) => {
    const listed = ids.get(memberInterface) ?? ids.get(stateInterface ?? '');
    const shown = cleanForeignText(name ?? '');
    return { id: topicLevel(listed ?? numberOfInterface(memberInterface) ?? memberInterface), ...(shown === '' ? {} : { name: shown }) };
  };
}

/** The number in an interface: of `PJSIP/101`, `Local/101@agents/n` and `Agent/101` it is 101. */
export function numberOfInterface(memberInterface: string): string | undefined {
  return /^[A-Za-z0-9_]+\/([^@/;]+)/.exec(memberInterface)?.[1];
}
