import { consoleUrl } from './regions.ts';

/** A page of the Amazon SES Developer Guide. */
export const guide = (page: string): string => `https://docs.aws.amazon.com/ses/latest/dg/${page}.html`;

/** A page of the Amazon SES API v2 Reference. */
export const apiPage = (operation: string): string =>
  `https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_${operation}.html`;

/** Pages to read, and the page of the console where it can be changed. Without a Region there is no console page. */
export function pagesFor(
  region: string | null,
  consolePath: string,
  ...pages: readonly string[]
): readonly string[] {
  return region === null ? pages : [...pages, consoleUrl(region, consolePath)];
}

/** The path of an identity in the console, for `pagesFor`. */
export const identityPath = (name: string): string => `#/identities/${encodeURIComponent(name)}`;

/** The path of a configuration set in the console. */
export const configurationSetPath = (name: string): string =>
  `#/configuration-sets/${encodeURIComponent(name)}`;
