/** RFC 4592 4.3.2: a wildcard answers only for names that have no record of their own. */
export const beforeWildcard = 'A wildcard answers there, and may stay: a record of its own goes before it. ';
