import type { Narrowing, Refutation } from '../../src/model/check.ts';
import { type PausedEntity, type Tenant, tenantStatuses, type ToldTenant } from '../../src/facts/tenants.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import type { Answer } from '../../src/model/unavailable.ts';

interface About {
  region: string | null;
  /** Paused tenants that nobody asked about. */
  others: number;
  listed: readonly PausedEntity[];
}

/** What is so of the tenants that a text names: the others as well as the one that is looked at anyway, which only clears itself here. */
export function ofToldTenants(
  {
    symptom,
    named,
    tenant,
    told,
  }: {
    symptom: Symptom | null;
    named: string | null;
    tenant: Answer<Tenant | null>;
    told: readonly ToldTenant[];
  },
  about: About,
): readonly (ToldProblem | Refutation)[] {
  const isTold = symptom?.candidates.some(({ data }) => named !== null && data['tenant'] === named) === true;
  const own = isTold && named !== null ? ofTold([{ name: named, tenant }], about) : [];
  return [...ofTold(told, about), ...own.filter((one) => 'refutes' in one)];
}

type ToldProblem = { of: Narrowing } & (
  | { problem: 'reputation/tenant-not-found'; data: { region: string | null; tenant: string } }
  | {
      problem: 'reputation/tenant-paused';
      data: { region: string | null; what: string; cause: null; by: 'unknown'; others: number };
    }
);

/** What is so of the other tenants of the text, each of which answers for itself. */
function ofTold(told: readonly ToldTenant[], { region, others, listed }: About) {
  return told.flatMap(({ name, tenant: answer }): readonly (ToldProblem | Refutation)[] => {
    if (!answer.ok) return [];
    const of = { tenant: [name] };
    const isListed = listed.some((one) => one.kind === 'tenant' && one.name === name);
    if (answer.value === null)
      return [{ problem: 'reputation/tenant-not-found' as const, data: { region, tenant: name }, of }];
    const { sendingStatus: status } = answer.value;
    const refuted = (code: string, because: string) => ({ refutes: code, subject: null, because, of });
    const exists = refuted('reputation/tenant-not-found', `the tenant ${name} exists in this Region`);
    if (isListed) return [exists];
    if (status === 'DISABLED')
      return [
        exists,
        {
          problem: 'reputation/tenant-paused' as const,
          data: { region, what: `the tenant ${name}`, cause: null, by: 'unknown' as const, others },
          of,
        },
      ];
    return tenantStatuses.includes(status)
      ? [exists, refuted('reputation/tenant-paused', `SES says ${status} of the tenant ${name}`)]
      : [exists];
  });
}
