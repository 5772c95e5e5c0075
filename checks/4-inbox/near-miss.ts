import type { NearMissKind } from '../../src/model/dns-name.ts';

/** What is the matter with a name at which a record was found, behind the name. */
export const nearMissWords: Readonly<Record<NearMissKind, string>> = {
  doubled: 'which has the zone twice',
  'zone-repeated': 'which has a part of the zone twice',
  'label-dropped': 'which lacks a label of the domain',
  sibling: 'which is beside it',
  'extra-underscore': 'which has one underscore too many',
  'missing-underscore': 'which lacks the underscore',
  'without-prefix': 'which lacks the label at the front',
  'prefix-repeated': 'which has the label before the domain twice',
  'token-cut': 'which lacks a character of the token',
};

/** The DNS panel appended the zone to a name that had it already, whole or in part. */
export const isAppended = (kind: NearMissKind | null): boolean =>
  kind === 'doubled' || kind === 'zone-repeated';

/** What becomes of a record at a wrong name: one with the zone twice serves nobody, others may serve another sender. */
export const removal = (kind: NearMissKind | null, name: string, count = 1): string => {
  const it = count > 1 ? 'them' : 'it';
  return isAppended(kind)
    ? `delete ${it} at ${name}`
    : `delete ${it} at ${name} unless something else uses ${it} there`;
};
