import type { Colours } from '../../render/text/colours.ts';
import { safe } from '../../render/safe.ts';
import { hang } from '../../render/wrap.ts';
import { grouped } from '../../model/many.ts';
import type { SurveyReport } from '../document.ts';

const mostTenants = 4;

/** What the list of tenants holds. */
export const tenantTitle = ({ paused }: { paused: number }): string =>
  paused > 0 ? 'Tenants that are paused or lack associations' : 'Tenants with missing associations';

interface TenantStyle {
  colours: Colours;
  width: number;
  verbose: boolean;
  /** The lines above: what stands there to be pasted is not said again. */
  told: readonly string[];
}

/** Tenants that are paused or to which something is not associated, each with what associates it. */
export function tenantLines(
  { tenants: { listed, lookedAt, incomplete, paused, troubled, missing } }: SurveyReport,
  { colours, width, verbose, told }: TenantStyle,
): readonly string[] {
  if (troubled === 0 && listed === lookedAt) return [];
  const above = new Set(told.map((line) => line.trim()));
  const isTold = ({ commands }: { commands: readonly string[] }): boolean =>
    commands.length > 0 && commands.every((one) => above.has(safe(one)));
  const others = missing.filter((one) => !isTold(one));
  const shown = verbose ? others : others.slice(0, mostTenants);
  const again = missing.length - others.length;
  const left = troubled - again - shown.length;
  const ends = [
    ...(again > 0 && others.length > 0 ? [`${grouped(again)} of them with what to paste above`] : []),
    ...(listed > lookedAt ? [`${grouped(listed - lookedAt)} not looked at`] : []),
  ];
  return [
    '',
    ...hang(
      [`${tenantTitle({ paused })}: ${grouped(troubled)} of ${grouped(lookedAt)}`, ...ends].join('; '),
      width,
      '',
      '  ',
    ),
    ...shown.flatMap(({ account, region, tenant, missing: lacks, commands }) => [
      ...hang(safe(`${tenant} (${account} ${region}): ${lacks.join(' ')}`), width, '  ', '    '),
      ...commands.filter((one) => !above.has(safe(one))).map((one) => `    ${safe(one)}`),
    ]),
    ...(left > 0 ? [colours.dim(`  and ${grouped(left)} more: ${verbose ? '' : '-v, '}--format csv`)] : []),
    ...(incomplete > 0
      ? hang(
          'Which templates a tenant sends with is not known here: check --tenant --template tells.',
          width,
          '  ',
        ).map((line) => colours.dim(line))
      : []),
  ];
}
