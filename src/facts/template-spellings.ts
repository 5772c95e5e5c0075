import { defineFact } from '../model/fact.ts';
import { isNearMiss } from '../model/edit-distance.ts';
import { collectPages } from './pages.ts';
import { template } from './template.ts';

/** Names much like that of a template that does not exist; nothing is asked while it does. */
export const templateSpellings = defineFact({
  id: 'template-spellings',
  per: 'template',
  title: 'templates with a similar name',
  actions: ['ses:ListEmailTemplates'],
  from: { template },
  async gather({ aws, signal, subject }, { template }): Promise<readonly string[]> {
    if (template.kind !== 'not-found') return [];
    const { items } = await collectPages({
      signal,
      limit: 5000,
      ask: async (token) => {
        const reply = await aws('ses:ListEmailTemplates', {
          PageSize: 100,
          ...(token !== undefined && { NextToken: token }),
        });
        return {
          items: reply.TemplatesMetadata.map(({ TemplateName: name }) => name),
          next: reply.NextToken,
        };
      },
    });
    return items.filter((name) => plain(name) === plain(subject) || isNearMiss(name, subject)).slice(0, 5);
  },
});

/** Case, dashes and underscores are what people mix up. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');
