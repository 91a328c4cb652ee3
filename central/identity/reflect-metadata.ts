/**
 * The certificate library asks `Reflect` for notes about classes, a proposal that no JavaScript engine has; it keeps few, and this is enough
 * for them. Import it before the library.
 */
const notes = new WeakMap<object, Map<unknown, unknown>>();

type Notes = {
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  getMetadata?: (key: unknown, target: object) => unknown;
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
};

const reflect = Reflect as Notes;
reflect.getOwnMetadata ??= (key, target) => notes.get(target)?.get(key);
reflect.getMetadata ??= (key, target) => notes.get(target)?.get(key);
reflect.defineMetadata ??= (key, value, target) => {
  const ofTarget = notes.get(target) ?? new Map<unknown, unknown>();
  notes.set(target, ofTarget.set(key, value));
};
