import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { ConfigurationSetWorld, RegionWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** Configuration sets and their event destinations. */
export const configurationSetAnswers: Answers<
  'ses:GetConfigurationSet' | 'ses:GetConfigurationSetEventDestinations' | 'ses:ListConfigurationSets'
> = {
  'ses:GetConfigurationSet': ({ ConfigurationSetName = '' }, { region }) => {
    const { eventDestinations: _, ...set } = setOf(region, ConfigurationSetName);
    return { ConfigurationSetName, ...set };
  },

  'ses:GetConfigurationSetEventDestinations': ({ ConfigurationSetName = '' }, { region }) => ({
    EventDestinations: setOf(region, ConfigurationSetName).eventDestinations ?? [],
  }),

  'ses:ListConfigurationSets': (input, { region, most }) => {
    const wanted = input.Filter?.CONFIGURATION_SET_NAME_CONTAINS ?? '';
    const names = Object.keys(region.configurationSets).filter((name) => name.includes(wanted));
    const { items, ...next } = pageOf(names, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { ConfigurationSets: items, ...next };
  },
};

function setOf(region: RegionWorld, name: string): ConfigurationSetWorld {
  const found = region.configurationSets[name];
  if (found === undefined) throw notFound(`Configuration set <${name}> does not exist.`);
  return found;
}
