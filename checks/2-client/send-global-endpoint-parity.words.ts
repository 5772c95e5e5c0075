import { grouped } from '../../src/model/many.ts';
import type { Evidence, Step } from '../../src/model/check.ts';
import { command, json } from '../../src/render/paste/paste.ts';

/** What a send needs and the other Region of a global endpoint lacks. */
export type Difference =
  | {
      kind: 'identity';
      name: string;
      /** Of its DKIM keys in this Region: `AWS_SES`, `EXTERNAL`, or `AWS_SES_<REGION>` for a replica. */
      origin: string;
      state: 'unverified' | 'absent';
    }
  | { kind: 'configuration-set' | 'configuration-set-sending' | 'template'; name: string }
  /** SES is told to refuse sends of `name` until it has confirmed the MAIL FROM domain. */
  | { kind: 'mail-from'; name: string; domain: string }
  /** SES signs mail of `name` here and not there; null: signing is switched off there, else the status of its keys. */
  | { kind: 'dkim'; name: string; status: string | null }
  | { kind: 'production-access' }
  | { kind: 'sending'; byAws: boolean }
  | { kind: 'quota'; needed: number; max: number };

/** Its name within a sentence. */
export function whatOf(lack: Difference): string {
  switch (lack.kind) {
    case 'identity':
      return `${lack.state === 'absent' ? 'the identity' : 'the verification of'} ${lack.name}`;
    case 'configuration-set':
      return `the configuration set ${lack.name}`;
    case 'configuration-set-sending':
      return `sending through the configuration set ${lack.name} (switched off)`;
    case 'mail-from':
      return `a confirmed MAIL FROM domain of ${lack.name}`;
    case 'dkim':
      return lack.status === null
        ? `DKIM signing of ${lack.name} (switched off)`
        : `the DKIM keys of ${lack.name} (${lack.status})`;
    case 'template':
      return `the template ${lack.name}`;
    case 'production-access':
      return 'production access';
    case 'sending':
      return 'sending (switched off)';
    case 'quota':
      return `a daily quota of ${grouped(lack.needed)}`;
  }
}

/** What was seen there, beside what a send needs. */
export function evidenceOf(lack: Difference): Evidence {
  switch (lack.kind) {
    case 'identity':
      return {
        what: `identity ${lack.name}`,
        expected: 'verified',
        actual: lack.state,
        source: 'ses:GetEmailIdentity',
      };
    case 'configuration-set':
      return {
        what: `configuration set ${lack.name}`,
        expected: 'to exist',
        actual: 'absent',
        source: 'ses:GetConfigurationSet',
      };
    case 'configuration-set-sending':
      return {
        what: `sending of the configuration set ${lack.name}`,
        expected: 'enabled',
        actual: 'disabled',
        source: 'ses:GetConfigurationSet',
      };
    case 'mail-from':
      return {
        what: `MAIL FROM domain ${lack.domain}`,
        expected: 'confirmed, as BehaviorOnMxFailure is REJECT_MESSAGE',
        actual: 'not confirmed',
        source: 'ses:GetEmailIdentity',
      };
    case 'dkim':
      return {
        what: `DKIM of ${lack.name}`,
        expected: 'switched on, with the status SUCCESS',
        actual: lack.status ?? 'switched off',
        source: 'ses:GetEmailIdentity',
      };
    case 'template':
      return {
        what: `template ${lack.name}`,
        expected: 'to exist',
        actual: 'absent',
        source: 'ses:GetEmailTemplate',
      };
    case 'production-access':
      return {
        what: 'production access',
        expected: 'granted',
        actual: 'in the sandbox',
        source: 'ses:GetAccount',
      };
    case 'sending':
      return {
        what: 'sending',
        expected: 'enabled',
        actual: lack.byAws ? 'paused by AWS (SHUTDOWN)' : 'disabled',
        source: 'ses:GetAccount',
      };
    case 'quota':
      return {
        what: 'daily quota',
        expected: `${grouped(lack.needed)}, half of what was sent in 24 hours`,
        actual: grouped(lack.max),
        source: 'ses:GetAccount',
      };
  }
}

/** The steps that mend one difference: `home` is the Region of this run, `region` the one that lacks it. */
export function stepsFor(lack: Difference, home: string | null, region: string): readonly Step[] {
  switch (lack.kind) {
    case 'identity':
      return identitySteps(lack, home, region);
    case 'configuration-set':
      return [
        {
          text: `Create the configuration set ${lack.name} in ${region}, with event destinations of its own: topics and streams stay in their Region`,
          owner: 'you',
          command: command`aws sesv2 create-configuration-set --configuration-set-name ${lack.name} --region ${region}`,
        },
      ];
    case 'configuration-set-sending':
      return [
        {
          text: `Find out who or which alarm switched off the configuration set ${lack.name} in ${region}, then switch it on again`,
          owner: 'you',
          command: command`aws sesv2 put-configuration-set-sending-options --configuration-set-name ${lack.name} --sending-enabled --region ${region}`,
        },
      ];
    case 'mail-from':
      return [
        {
          text: `Let SES in ${region} send with its own MAIL FROM domain until ${lack.domain} is confirmed there. A MAIL FROM domain has one MX record, which names one Region: for ${region} choose another sub-domain`,
          owner: 'you',
          command: command`aws sesv2 put-email-identity-mail-from-attributes --email-identity ${lack.name} --mail-from-domain ${lack.domain} --behavior-on-mx-failure USE_DEFAULT_VALUE --region ${region}`,
        },
      ];
    case 'dkim':
      return [
        lack.status === null
          ? {
              text: `Switch DKIM signing of ${lack.name} on in ${region}`,
              owner: 'you',
              command: command`aws sesv2 put-email-identity-dkim-attributes --email-identity ${lack.name} --signing-enabled --region ${region}`,
            }
          : {
              text: `Look at the keys of ${lack.name} in ${region}, and publish the records that SES asks for there beside those that are in DNS`,
              owner: 'you',
              command: command`aws sesv2 get-email-identity --email-identity ${lack.name} --region ${region}`,
            },
      ];
    case 'template':
      return [
        {
          text: `Copy the template ${lack.name} to a file`,
          owner: 'you',
          command: command`aws sesv2 get-email-template --template-name ${lack.name} --region ${home} --output json > template.json`,
        },
        {
          text: `Create it from the file in ${region}`,
          owner: 'you',
          command: command`aws sesv2 create-email-template --cli-input-json file://template.json --region ${region}`,
        },
      ];
    case 'production-access':
      return [
        {
          text: `Ask for production access in ${region}; say what you send, how people signed up, and how you handle bounces. The first answer comes within 24 hours. In the command, put in your own website, and MARKETING if that is what you send.`,
          owner: 'you',
          command: command`aws sesv2 put-account-details --production-access-enabled --mail-type TRANSACTIONAL --website-url https://www.example.com --region ${region}`,
        },
      ];
    case 'sending':
      return [sendingStep(lack.byAws, region)];
    case 'quota':
      return [
        {
          text: `Ask for a daily quota in ${region} that takes all of the mail: half of it goes there, and the rest as well when SES leaves out the other Region`,
          owner: 'you',
          command: command`aws service-quotas request-service-quota-increase --service-code ses --quota-code L-804C8AE8 --desired-value ${lack.needed * 2} --region ${region}`,
        },
      ];
  }
}

const sendingStep = (byAws: boolean, region: string): Step =>
  byAws
    ? {
        text: `AWS has paused sending in ${region}: answer the support case that AWS opened about it, and send through one Region alone until it is lifted.`,
        owner: 'you',
      }
    : {
        text: `Find out who switched sending off in ${region}, then switch it on again`,
        owner: 'you',
        command: command`aws sesv2 put-account-sending-attributes --sending-enabled --region ${region}`,
      };

/**
 * A domain takes its keys from the first Region (Deterministic Easy DKIM), so that DNS stays as it is. A replica cannot
 * be copied from again, and neither can a key of one's own.
 */
function identitySteps(
  { name, origin, state }: Extract<Difference, { kind: 'identity' }>,
  home: string | null,
  region: string,
): readonly Step[] {
  if (name.includes('@')) {
    return [
      {
        text: `${state === 'absent' ? `Create the identity ${name} in ${region}` : `Have SES send the mail for ${name} from ${region} again (delete the identity there first)`}, and follow the link in the mail that AWS sends to it`,
        owner: 'you',
        command: command`aws sesv2 create-email-identity --email-identity ${name} --region ${region}`,
      },
    ];
  }
  if (origin === 'EXTERNAL') {
    return [
      {
        text: `Set up ${name} in ${region} with the selector and private key that it has here (DomainSigningSelector and DomainSigningPrivateKey in the file); the TXT record stays the same`,
        owner: 'you',
        command:
          state === 'absent'
            ? command`aws sesv2 create-email-identity --email-identity ${name} --dkim-signing-attributes file://dkim-key.json --region ${region}`
            : command`aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${name} --signing-attributes-origin EXTERNAL --signing-attributes file://dkim-key.json --region ${region}`,
      },
    ];
  }
  const keys = origin === 'AWS_SES' ? originOf(home) : origin;
  if (keys === null || keys === originOf(region)) {
    return [
      {
        text: `Create ${name} in ${region}, and publish the three CNAME records that SES answers with`,
        owner: 'you',
        command: command`aws sesv2 create-email-identity --email-identity ${name} --region ${region}`,
      },
    ];
  }
  return [
    {
      text: `${state === 'absent' ? `Create ${name} in ${region}` : `Let ${name} in ${region}`} ${state === 'absent' ? 'with' : 'take'} the DKIM keys that it has here: the records in DNS stay as they are, and SES verifies it by them`,
      owner: 'you',
      command:
        state === 'absent'
          ? command`aws sesv2 create-email-identity --email-identity ${name} --dkim-signing-attributes ${json({ DomainSigningAttributesOrigin: keys })} --region ${region}`
          : command`aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${name} --signing-attributes-origin ${keys} --region ${region}`,
    },
  ];
}

/** As SES writes it for the keys of a Region's identities. */
const originOf = (region: string | null): string | null =>
  region === null ? null : `AWS_SES_${region.toUpperCase().replaceAll('-', '_')}`;
