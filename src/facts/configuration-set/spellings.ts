import { defineFact } from '../../model/fact.ts';
import { isNearMiss } from '../../model/edit-distance.ts';
import { collectPages } from '../pages.ts';
import { namedConfigurationSet } from './configuration-set.ts';

/** Sets whose names are much like the one that does not exist; nothing is asked while it does. */
export const configurationSetSpellings = defineFact({
  id: 'configuration-set-spellings',
  title: 'configuration sets with a similar name',
  actions: ['ses:ListConfigurationSets'],
  from: { namedConfigurationSet },
  async gather({ aws, signal, target }, { namedConfigurationSet: named }): Promise<readonly string[]> {
    const wanted = target.configurationSet ?? '';
    if (named !== null) return [];
    const { items } = await collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:ListConfigurationSets', {
          ...(token !== undefined && { NextToken: token }),
        });
        return { items: reply.ConfigurationSets, next: reply.NextToken };
      },
    });
    return items.filter((name) => plain(name) === plain(wanted) || isNearMiss(name, wanted)).slice(0, 5);
  },
});

/** Case, dashes and underscores are what people mix up. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');
