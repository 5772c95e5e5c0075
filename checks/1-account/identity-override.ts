import { defineCheck, notApplicable, problem, type Step } from '../../src/model/check.ts';
import { covering, domainIdentity } from '../../src/facts/identity/identity.ts';
import { isVerified, type Identity } from '../../src/facts/identity/reply.ts';
import { target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';

/** One setting that differs. */
interface Difference {
  what: 'DKIM signing' | 'MAIL FROM domain' | 'default configuration set';
  address: string;
  domain: string;
}

interface Shadow {
  region: string | null;
  name: string;
  domain: string;
  differences: readonly Difference[];
}

/** Whether it is the domain that lacks something. */
const isOfDomain = ({ what, domain }: Difference): boolean => what === 'DKIM signing' && domain === 'off';

/** What makes the two alike, as a sentence, or as the end of one. */
function stepOf(one: Difference, name: string, domain: string, isEnd: boolean): string {
  if (isOfDomain(one)) return `Set up DKIM for ${domain} as well: its other mail leaves unsigned.`;
  const [it, give, take] = isEnd ? ['it', 'give', 'take'] : [name, 'Give', 'Take'];
  return one.domain === 'none'
    ? `${take} the ${one.what} ${one.address} away from ${it}: ${domain} has none.`
    : `${give} ${it} the ${one.what} of ${domain}: ${one.domain}.`;
}

/** The command that gives the address what its domain has; null where it is the domain that lacks something. */
function settingOf({ what, domain }: Difference, name: string, region: string | null): string | null {
  const isNone = domain === 'none' || domain === 'off';
  switch (what) {
    case 'DKIM signing':
      return isNone
        ? null
        : command`aws sesv2 put-email-identity-dkim-attributes --email-identity ${name} --signing-enabled --region ${region}`;
    case 'MAIL FROM domain':
      return isNone
        ? null
        : command`aws sesv2 put-email-identity-mail-from-attributes --email-identity ${name} --mail-from-domain ${domain} --behavior-on-mx-failure USE_DEFAULT_VALUE --region ${region}`;
    case 'default configuration set':
      return isNone
        ? command`aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${name} --region ${region}`
        : command`aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${name} --configuration-set-name ${domain} --region ${region}`;
  }
}

export default defineCheck({
  id: 'identity-override',
  title: 'Settings of the address and its domain',
  why: 'An e-mail address that is its own identity uses its own settings, not those of its domain.',
  per: 'identity',
  needs: { target, covering },
  questions: { domainIdentity },

  problems: {
    'identity/address-overrides-domain': problem<Shadow>({
      severity: 'warning',
      summary: ({ name, domain, differences }) =>
        `${name} is its own identity and overrides the settings of ${domain}: ${differences.map(({ what }) => what).join(', ')}.`,
      impact: ({ differences }) => differences.map(effectOf).join(' '),
      evidence: ({ name, domain, differences }) =>
        differences.map(({ what, address, domain: expected }) => ({
          what: `${what} of ${name}`,
          expected: `${expected} (as ${domain})`,
          actual: address,
          source: 'ses:GetEmailIdentity',
        })),
      fix: ({ name, domain, region, differences }) => [
        ...differences.map((one, index): Step => ({
          text: `${index === 0 && !isOfDomain(one) ? `If ${name} needs to be its own identity, ` : ''}${stepOf(one, name, domain, index === 0)}`,
          owner: 'you',
          command: settingOf(one, name, region),
        })),
        // The domain would not sign in its place.
        ...(differences.some(isOfDomain)
          ? []
          : [
              {
                text: `Or delete the identity ${name}: ${domain} is verified and covers it`,
                owner: 'you' as const,
                command: command`aws sesv2 delete-email-identity --email-identity ${name} --region ${region}`,
              },
            ]),
      ],
      references: ({ region, name }) =>
        pagesFor(region, identityPath(name), guide('creating-identities'), guide('troubleshoot-dkim')),
      // Unsigned mail of the address is what receivers refuse, whatever its domain would sign.
      explains: ({ differences }) =>
        differences.some(({ what, address }) => what === 'DKIM signing' && address === 'off')
          ? ['dkim/not-enabled', 'bounce/authentication-failed', 'message/dmarc-failed']
          : [],
    }),
  },

  evaluate({ target: { region }, covering, domainIdentity }, name) {
    if (covering.type !== 'address') return notApplicable('the sender is not an address identity');
    const domain = domainIdentity.ok ? domainIdentity.value : null;
    if (domain === null || !isVerified(domain)) return [];
    const differences = differencesOf(covering, domain);
    if (differences.length === 0) return [];
    return [
      {
        problem: 'identity/address-overrides-domain',
        data: { region, name, domain: domain.name, differences },
      },
    ];
  },
});

/** DKIM counts as on when mail is really signed, whatever the switch says. */
const signs = ({ dkim }: Identity): string => (dkim.signing && dkim.status === 'SUCCESS' ? 'on' : 'off');

function differencesOf(address: Identity, domain: Identity): readonly Difference[] {
  const settings: readonly Difference[] = [
    { what: 'DKIM signing', address: signs(address), domain: signs(domain) },
    {
      what: 'MAIL FROM domain',
      address: address.mailFrom?.domain ?? 'none',
      domain: domain.mailFrom?.domain ?? 'none',
    },
    {
      what: 'default configuration set',
      address: address.configurationSet ?? 'none',
      domain: domain.configurationSet ?? 'none',
    },
  ];
  return settings.filter((one) => one.address !== one.domain);
}

function effectOf({ what, address }: Difference): string {
  switch (what) {
    case 'DKIM signing':
      return address === 'off'
        ? 'Mail from this address may be sent unsigned (the AWS documentation is contradictory).'
        : 'Mail from this address is signed; other mail of the domain is not.';
    case 'MAIL FROM domain':
      return 'Bounces go to a different MAIL FROM domain than those of the rest of the domain, so SPF may not align.';
    case 'default configuration set':
      return 'Events, suppression and IP pool of this address come from a different configuration set, or from none.';
  }
}
