import { defineFact } from '../../model/fact.ts';
import { isNearMiss } from '../../model/edit-distance.ts';
import { collectPages } from '../pages.ts';
import { configurationSetsInForce } from './configuration-set.ts';

/** Sets whose names are much like one that does not exist, by its name. */
export type SimilarSets = Readonly<Record<string, readonly string[]>>;

/** Sets that may be meant by a name that does not exist, or that a default was renamed to; else nothing is asked. */
export const configurationSetSpellings = defineFact({
  id: 'configuration-set-spellings',
  title: 'configuration sets with a similar name',
  actions: ['ses:ListConfigurationSets'],
  from: { configurationSetsInForce },
  async gather({ aws, signal }, { configurationSetsInForce: inForce }): Promise<SimilarSets> {
    const wanted = inForce.flatMap(({ name, settings }) =>
      settings.ok && settings.value === null ? [name] : [],
    );
    if (wanted.length === 0) return {};
    const { items } = await collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:ListConfigurationSets', {
          ...(token !== undefined && { NextToken: token }),
        });
        return { items: reply.ConfigurationSets, next: reply.NextToken };
      },
    });
    return Object.fromEntries(
      wanted.map((name) => [name, items.filter((one) => isSimilar(one, name)).slice(0, 5)]),
    );
  },
});

/** Spelt otherwise, or with something added or taken away, as `news-v2` for `news`. */
function isSimilar(one: string, wanted: string): boolean {
  const [its, sought] = [plain(one), plain(wanted)];
  const [short, long] = its.length < sought.length ? [its, sought] : [sought, its];
  return its === sought || isNearMiss(one, wanted) || (short.length >= 4 && long.includes(short));
}

/** Case, dashes and underscores are what people mix up. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');
