import { defineFact } from '../../model/fact.ts';
import { sesRegion, sesRegions, smtpHost } from '../../knowledge/regions.ts';
import type { SmtpSession } from '../../model/smtp.ts';
import { answerOf, Unavailable } from '../../model/unavailable.ts';
import type { RegionLogin } from '../../parse/smtp-credential-faults.ts';
import { smtpEndpoint } from './endpoint.ts';
import { smtpLogin } from './login.ts';

/** How many Regions are asked at a time. */
const atOnce = 6;

/** AUTH at the endpoints of the other Regions, after a rejection at the own one. Stops at the first that accepts. */
export const smtpOtherRegions = defineFact({
  id: 'smtp-other-regions',
  title: "AUTH at other Regions' SMTP endpoints",
  from: { smtpEndpoint },
  maybe: { smtpLogin },
  async gather(
    { smtp, target, signal, progress },
    { smtpEndpoint: { region: own }, smtpLogin: login },
  ): Promise<readonly RegionLogin[]> {
    if (!target.tryRegions) {
      throw new Unavailable('not-asked', '--try-regions was not given', {
        detail: { flag: '--try-regions' },
      });
    }
    // Only whoever asked for other Regions has lost something where the own one gave no answer.
    if (!login.ok) throw Unavailable.of(login.why);
    if (login.value.code === null) {
      const { failure, port } = login.value;
      throw new Unavailable('unreachable', `${login.value.host} gave no answer to AUTH: ${failure.message}`, {
        question: `AUTH at ${login.value.host} port ${port.port}`,
      });
    }
    if (login.value.code !== 535) throw new Unavailable('prerequisite', 'the credentials were not rejected');
    const partition = (own === null ? null : sesRegion(own))?.partition ?? 'aws';
    const regions = sesRegions.filter((one) => one.smtp && one.partition === partition && one.name !== own);
    const logins: RegionLogin[] = [];
    for (let start = 0; start < regions.length && !signal.aborted; start += atOnce) {
      const batch = regions.slice(start, start + atOnce);
      progress(`AUTH in ${batch.map(({ name }) => name).join(', ')}`);
      logins.push(
        ...(await Promise.all(
          batch.map(async ({ name }) => ({
            region: name,
            code: await answerOf(smtp(smtpHost(name), login.value.port, { authenticate: true }).then(codeOf)),
          })),
        )),
      );
      if (logins.some(({ code }) => code.ok && code.value === 235)) break;
    }
    return logins;
  },
});

function codeOf({ auth, failure, host, port }: SmtpSession): number {
  if (auth !== null) return auth.code;
  throw new Unavailable(
    failure?.kind === 'interrupted' ? 'interrupted' : 'unreachable',
    `${host} gave no answer to AUTH: ${failure?.message ?? 'it offers neither PLAIN nor LOGIN'}`,
    { question: `AUTH at ${host} port ${port.port}` },
  );
}
