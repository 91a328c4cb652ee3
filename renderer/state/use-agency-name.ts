import { useSite } from './site-context.tsx';

/** What an agency is called; one that the profile does not have any more by its id. */
export function useAgencyName(): (agencyId: string) => string {
  const { agencies } = useSite();
  return (agencyId) => agencies.find(({ id }) => id === agencyId)?.name ?? agencyId;
}
