import type { FactStore } from '../engine/gather.ts';
import { setNamesInForce } from '../facts/configuration-set/configuration-set.ts';
import { mailFromRecords } from '../facts/mail-from/records.ts';
import { feedbackRegion } from '../knowledge/regions.ts';
import { signingIdentity } from '../facts/identity/identity.ts';
import type { Refutation } from '../model/check.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';
import type { Target } from '../model/target.ts';
import { answerOf } from '../model/unavailable.ts';

/**
 * What an answer of SES says of a tenant, a template, a configuration set or a MAIL FROM domain that the messages of this
 * run do not use. All of it was read before; what could not be read rules out nothing.
 */
export async function unusedHere(
  symptom: Symptom,
  { store, target }: { store: FactStore; target: Target },
): Promise<readonly Refutation[]> {
  return [
    ...ofTenants(symptom, target),
    ...ofTemplates(symptom, target),
    ...(await ofSets(symptom, store)),
    ...(await ofMailFrom(symptom, { store, target })),
  ];
}

/** Such an answer asks for a tenant: it is about a message without one. */
const asksForTenant = /requir|must|specif|missing|no tenant|invalid/iu;

/** The word behind `tenant`, unless the sentence goes on there. */
const tenantIn = (quote: string): string | null =>
  /\btenant\b[\s:]*[<'"`]?(?!(?:is|was|has|does|not|name|with|required|and|paused|suspended|associated)\b)([\w-]{1,64})/iu.exec(
    quote,
  )?.[1] ?? null;

/** A message is sent for the tenant that it names ("Tenants" of the SES guide). */
const ofTenants = (symptom: Symptom, { tenant }: Target): readonly Refutation[] =>
  ['reputation/tenant-paused', 'reputation/tenant-not-found', 'send/tenant'].flatMap((code) => {
    const told = toldAs(symptom, code);
    const isOfOther = ({ quote }: Candidate): boolean => {
      if (tenant === null) return !asksForTenant.test(quote.replace(/^.*operation: /u, ''));
      const named = tenantIn(quote);
      return named !== null && named !== tenant;
    };
    if (told.length === 0 || !told.every(isOfOther)) return [];
    const because =
      tenant === null
        ? 'the messages of this run name no tenant'
        : `the messages of this run name the tenant ${tenant}`;
    return [{ refutes: code, subject: null, because }];
  });

const ofTemplates = (symptom: Symptom, { template }: Target): readonly Refutation[] => {
  const used = template?.kind === 'stored' ? template.name : null;
  return toldAs(symptom, 'template/not-found')
    .filter(({ subject }) => (used === null ? true : subject !== null && subject !== used))
    .map(({ code, subject }) => ({
      refutes: code,
      subject,
      because:
        used === null
          ? 'the messages of this run use no template'
          : `the messages of this run use the template ${used}`,
    }));
};

async function ofSets(symptom: Symptom, store: FactStore): Promise<readonly Refutation[]> {
  const told = ['configuration-set/not-found', 'configuration-set/sending-paused']
    .flatMap((code) => toldAs(symptom, code))
    .filter(({ subject }) => subject !== null);
  if (told.length === 0) return [];
  const sets = await answerOf(store.read(setNamesInForce, null));
  if (!sets.ok) return [];
  // Who names a set does not send with the default.
  const named = sets.value.filter(({ why }) => why === 'named');
  const names = (named.length > 0 ? named : sets.value).map(({ name }) => (name.ok ? name.value : null));
  if (names.includes(null)) return [];
  const because =
    names.length === 0
      ? 'the messages of this run use no configuration set'
      : `the messages of this run use the configuration set ${names.join(', ')}`;
  return told
    .filter(({ subject }) => !names.includes(subject))
    .map(({ code, subject }) => ({ refutes: code, subject, because }));
}

/** The MAIL FROM domain is that of the identity which signs ("Using a custom MAIL FROM domain"). */
async function ofMailFrom(
  symptom: Symptom,
  { store, target: { identities, region } }: { store: FactStore; target: Target },
): Promise<readonly Refutation[]> {
  const told = toldAs(symptom, 'mail-from/rejects-on-failure');
  if (told.length === 0 || identities.length === 0) return [];
  const own = await Promise.all(identities.map((name) => answerOf(store.read(signingIdentity, name))));
  const inUse: string[] = [];
  const because: string[] = [];
  for (const one of own) {
    if (!one.ok || one.value.namelessMailFrom !== undefined) return [];
    const { name, mailFrom } = one.value;
    // Its status is of the moment before: one that is not in force bears the answer out, and so do records that are not right.
    if (mailFrom !== null && (mailFrom.status !== 'SUCCESS' || !(await isRightInDns(store, name, region))))
      inUse.push(name, mailFrom.domain);
    because.push(
      mailFrom === null
        ? `${name} has no MAIL FROM domain of its own`
        : `the MAIL FROM domain of ${name} is ${mailFrom.domain}, and SES says ${mailFrom.status} of it`,
    );
  }
  const isInUse = (subject: string | null): boolean =>
    subject === null ? inUse.length > 0 : inUse.some((one) => one.toLowerCase() === subject.toLowerCase());
  return told
    .filter(({ subject }) => !isInUse(subject))
    .map(({ code, subject }) => ({ refutes: code, subject, because: because.join('; ') }));
}

/** Whether DNS has the MX of the MAIL FROM domain, and no other one; what could not be read is not known to be right. */
async function isRightInDns(store: FactStore, identity: string, region: string | null): Promise<boolean> {
  const records = await answerOf(store.read(mailFromRecords, identity));
  if (!records.ok || !records.value.mx.ok) return false;
  const found = records.value.mx.value.records;
  return found.length > 0 && found.every(({ exchange }) => feedbackRegion(exchange) === region);
}

const toldAs = ({ candidates }: Symptom, wanted: string): readonly Candidate[] =>
  candidates.filter(({ code }) => code === wanted);
