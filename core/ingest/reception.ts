/** What became of one fact: kept, known already, or of no interest. */
export type Reception = 'stored' | 'duplicate' | 'ignored';
