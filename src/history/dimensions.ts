import type { EvColumn } from './columns.ts';

/** What --by and --where may name, and the column of the flat table behind it. */
export const dimensions = {
  cause: null,
  receiver: 'domain',
  campaign: 'campaign',
  identity: 'identity',
  account: 'account',
  region: 'region',
  'configuration-set': 'configuration_set',
  ip: 'ip',
  type: 'type',
  day: null,
  hour: null,
} as const satisfies Readonly<Record<string, EvColumn | null>>;

export type Dimension = keyof typeof dimensions;
