import type { SurveyTenant, SurveyTenants } from './document.ts';
import { isUnanswered, type TenantLine, type TenantsLine } from './lines.ts';

/** So many tenants stand in the report; --format csv and ndjson have all. */
const mostShown = 1000;

/** What is wrong with the tenants of all places. */
interface TenantCounter {
  list: (line: TenantsLine) => void;
  add: (line: TenantLine) => void;
  report: () => SurveyTenants;
}

/** Starts counting. */
export function createTenantCounter(): TenantCounter {
  const missing: SurveyTenant[] = [];
  let [listed, lookedAt, incomplete, paused, troubled, unknown, unlisted] = [0, 0, 0, 0, 0, 0, 0];
  return {
    list: ({ names, unanswered }) => {
      listed += names.length;
      if (isUnanswered(unanswered)) unlisted += 1;
    },
    add: (line) => {
      lookedAt += 1;
      if (isUnanswered(line.unanswered)) unknown += 1;
      const tenant = troubledTenant(line);
      if (tenant === null) return;
      troubled += 1;
      const isPaused = ({ code }: { code: string }): boolean => code === 'reputation/tenant-paused';
      if (line.findings.some(isPaused)) paused += 1;
      if (line.findings.some((one) => !isPaused(one))) incomplete += 1;
      if (missing.length < mostShown) missing.push(tenant);
    },
    report: () => ({
      ...{ listed, lookedAt, incomplete, paused, troubled, unknown, unlisted },
      missing: missing.toSorted(byName),
    }),
  };
}

/** A tenant that is paused or lacks an association, with the commands that make it; null for any other. */
function troubledTenant({ account, region, tenant, worst, findings }: TenantLine): SurveyTenant | null {
  const words = findings.flatMap((one) => one.words ?? []);
  if (words.length === 0) return null;
  return {
    ...{ account, region, tenant, worst },
    missing: words.map(({ summary }) => summary),
    commands: [...new Set(words.flatMap(({ fix }) => fix.flatMap(({ command }) => command ?? [])))],
  };
}

function byName(one: SurveyTenant, other: SurveyTenant): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

const keyOf = ({ account, region, tenant }: SurveyTenant): string =>
  JSON.stringify([account, region, tenant]);
