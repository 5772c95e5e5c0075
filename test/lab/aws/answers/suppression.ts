import type { SuppressedDestination } from '@aws-sdk/client-sesv2';
import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** The suppression lists of the account and of its tenants. Lookups are case-sensitive, as in SES. */
export const suppressionAnswers: Answers<
  'ses:GetSuppressedDestination' | 'ses:ListSuppressedDestinations' | 'ses:ListImportJobs'
> = {
  'ses:ListImportJobs': (input, { region, most }) => {
    const { items, ...next } = pageOf(region.importJobs, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { ImportJobs: items, ...next };
  },

  'ses:GetSuppressedDestination': ({ EmailAddress = '', TenantName }, { region }) => {
    const found = listOf(region, TenantName).byAddress.get(EmailAddress);
    if (found === undefined)
      throw notFound(`Email address ${EmailAddress} does not exist on your suppression list.`);
    return { SuppressedDestination: found };
  },

  'ses:ListSuppressedDestinations': (input, { region, most }) => {
    const { Reasons, StartDate, EndDate } = input;
    const all = listOf(region, input.TenantName).entries;
    const filtered =
      Reasons === undefined && StartDate === undefined && EndDate === undefined
        ? all
        : all.filter(
            ({ Reason, LastUpdateTime = new Date(0) }) =>
              (Reasons === undefined || (Reason !== undefined && Reasons.includes(Reason))) &&
              (StartDate === undefined || LastUpdateTime >= StartDate) &&
              (EndDate === undefined || LastUpdateTime <= EndDate),
          );
    const { items, ...next } = pageOf(filtered, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    const summaries = items.map(({ EmailAddress, Reason, LastUpdateTime }) => ({
      EmailAddress,
      Reason,
      LastUpdateTime,
    }));
    return { SuppressedDestinationSummaries: summaries, ...next };
  },
};

interface SuppressionList {
  entries: readonly SuppressedDestination[];
  byAddress: ReadonlyMap<string | undefined, SuppressedDestination>;
}

/** A generated list is drawn up once, on the first question. */
const lists = new WeakMap<object, SuppressionList>();

function listOf(region: RegionWorld, tenant: string | undefined): SuppressionList {
  const source = tenant === undefined ? region.suppressed : region.tenants[tenant]?.suppressed;
  if (source === undefined) {
    if (tenant !== undefined && region.tenants[tenant] === undefined)
      throw notFound(`Tenant <${tenant}> does not exist.`);
    return { entries: [], byAddress: new Map() };
  }
  const known = lists.get(source);
  if (known !== undefined) return known;
  const entries = [...source];
  const list = { entries, byAddress: new Map(entries.map((entry) => [entry.EmailAddress, entry])) };
  lists.set(source, list);
  return list;
}
