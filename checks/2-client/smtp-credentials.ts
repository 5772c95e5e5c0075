import { grouped } from '../../src/model/many.ts';
import { defineCheck, type Occurrence, type Refutation } from '../../src/model/check.ts';
import { smtpCredentials } from '../../src/facts/smtp/credentials.ts';
import { smtpEndpoint } from '../../src/facts/smtp/endpoint.ts';
import { smtpLogin } from '../../src/facts/smtp/login.ts';
import type { RegionLogin } from '../../src/parse/smtp-credential-faults.ts';
import { smtpOtherRegions } from '../../src/facts/smtp/other-regions.ts';
import {
  formFaults,
  isLegacy,
  isOfAnotherKey,
  rightRegions,
} from '../../src/parse/smtp-credential-faults.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { usernameProblems } from './smtp-username.words.ts';
import { passwordProblems } from './smtp-password.words.ts';
import type { ShapeData } from './smtp-login.ts';

const problems = { ...usernameProblems, ...passwordProblems };

type Problems = typeof problems;

export default defineCheck({
  id: 'smtp-credentials',
  title: 'Form of the SMTP credentials',
  why: 'Most rejected logins are a secret key in place of the SMTP password, or a password of another Region.',
  needs: { smtpEndpoint, smtpCredentials },
  questions: { smtpOtherRegions },
  enrichment: { smtpLogin },
  problems,
  evaluate({
    smtpEndpoint: { region, host },
    smtpCredentials: shape,
    smtpLogin: login,
    smtpOtherRegions: others,
  }) {
    const answer = valueOr(login, null);
    const text = answer?.code == null ? null : answer.text;
    if (answer?.code === 235) {
      // The server knows best: nothing about the form can be wrong. An old password is still worth a word.
      const old: readonly Occurrence<Problems>[] = isLegacy(shape)
        ? [
            {
              problem: 'smtp-credentials/password-legacy-signature',
              data: { region, shape, reply: text, accepted: true },
            },
          ]
        : [];
      return [...old, ...refutations(host, isLegacy(shape))];
    }
    const data: ShapeData = { region, shape, reply: text };
    return [
      ...formFindings(data),
      ...(isOfAnotherKey(shape)
        ? [{ problem: 'smtp-credentials/password-of-another-key', data } as const]
        : wrongRegion(data, others)),
      ...unansweredRegions(others),
    ];
  },
  observed: ({ smtpCredentials: { usernamePrefix, password } }) =>
    `user name ${usernamePrefix ?? 'of another kind'}…, ${password.present ? `password of ${grouped(password.length)} characters` : 'no password'}`,
});

function formFindings(data: ShapeData): readonly Occurrence<Problems>[] {
  return formFaults(data.shape).map((fault) =>
    fault === 'password-legacy-signature'
      ? { problem: `smtp-credentials/${fault}`, data: { ...data, accepted: false } }
      : { problem: `smtp-credentials/${fault}`, data },
  );
}

function wrongRegion(
  { region, shape, reply: text }: ShapeData,
  others: Answer<readonly RegionLogin[]>,
): readonly Occurrence<Problems>[] {
  const right = rightRegions(region, shape, others);
  if (region === null || right === null) return [];
  const data = { region, rightRegions: right.regions, proof: right.proof, reply: text };
  return [{ problem: 'smtp-credentials/password-wrong-region', data }];
}

/** Regions that did not answer matter only while none has accepted. */
function unansweredRegions(others: Answer<readonly RegionLogin[]>) {
  const logins = valueOr(others, []);
  if (logins.some(({ code }) => code.ok && code.value === 235)) return [];
  return logins.flatMap(({ code }) => (code.ok ? [] : [{ unanswered: code.why, counts: true }]));
}

/** What a rejection in a symptom cannot be, when these credentials were let in just now. */
function refutations(host: string, legacy: boolean): readonly Refutation[] {
  const because = `${host} accepted the SMTP credentials of this environment just now`;
  const codes = [
    'smtp-credentials/username-not-access-key',
    'smtp-credentials/temporary-key',
    'smtp-credentials/password-is-secret-key',
    'smtp-credentials/password-malformed',
    'smtp-credentials/password-wrong-region',
    ...(legacy ? [] : ['smtp-credentials/password-legacy-signature']),
  ];
  return codes.map((refutes) => ({ refutes, subject: null, because }));
}
