import type { z } from 'zod';
import { failure, type Failure } from '#domain/outcome/outcome.ts';

const longestSentence = 300;

/** The failure of an input that its schema refuses; the sentence names the first field that is wrong. */
export function invalidInput(name: string, error: z.ZodError): Failure {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const what = issue?.message ?? 'it could not be read';
  return failure('invalid-input', `${name} was not understood: ${field === '' ? '' : `${field}: `}${what}.`.slice(0, longestSentence));
}
