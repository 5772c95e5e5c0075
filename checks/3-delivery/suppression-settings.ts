import { defineCheck, notKnown, problem, unanswered } from '../../src/model/check.ts';
import { account, type SuppressedReason } from '../../src/facts/account.ts';
import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { suppressionLayers } from '../../src/facts/suppression.ts';
import { target } from '../../src/facts/target.ts';
import { configurationSetPath, guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Override {
  region: string | null;
  set: string;
  reasons: readonly SuppressedReason[];
  accountReasons: readonly SuppressedReason[];
}

interface Validation {
  region: string | null;
  where: string;
  threshold: string | null;
}

const words = (reasons: readonly SuppressedReason[]): string =>
  reasons.length === 0 ? 'nothing' : reasons.join(' and ');

/** Protects less: a reason of the account is not enforced. */
const isLess = ({ reasons, accountReasons }: Override): boolean =>
  accountReasons.some((reason) => !reasons.includes(reason));

export default defineCheck({
  id: 'suppression-settings',
  title: 'Account-level suppression',
  why: `Suppression keeps hard bounces and complaints from being sent to again, which is what raises the rates that
    AWS pauses accounts for.`,
  needs: { target, account, sets: configurationSetsInForce, layers: suppressionLayers },

  problems: {
    'suppression/disabled': problem<{ region: string | null }>({
      severity: 'warning',
      summary: () =>
        'No suppression is in force: neither the account nor a configuration set enables a reason.',
      impact:
        'Addresses that bounced or complained get mail again, and each bounce or complaint counts against the rates that AWS pauses accounts for.',
      evidence: () => [
        {
          what: 'GetAccount.SuppressionAttributes.SuppressedReasons',
          expected: 'BOUNCE, COMPLAINT',
          actual: 'none',
          source: 'ses:GetAccount',
        },
      ],
      fix: ({ region }) => [
        {
          text: 'Enable both reasons for the account',
          owner: 'you',
          command: command`aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT --region ${region}`,
        },
      ],
      references: ({ region }) =>
        pagesFor(region, '#/suppression-list', guide('sending-email-suppression-list')),
    }),

    'suppression/override': problem<Override>({
      severity: (data) => (isLess(data) ? 'warning' : 'info'),
      summary: ({ set, reasons, accountReasons }) =>
        `The configuration set ${set} suppresses ${words(reasons)} in place of the account's ${words(accountReasons)}.`,
      impact: (data) =>
        isLess(data)
          ? 'Mail through this set goes to addresses that the account would hold back.'
          : 'Mail through this set is held back from more addresses than the account asks for.',
      evidence: ({ reasons, accountReasons }) => [
        {
          what: 'SuppressionOptions.SuppressedReasons',
          expected: words(accountReasons),
          actual: words(reasons),
          source: 'ses:GetConfigurationSet',
        },
      ],
      fix: (data) =>
        isLess(data)
          ? [
              {
                text: 'If that is not intended, enforce both reasons for the set',
                owner: 'you',
                command: command`aws sesv2 put-configuration-set-suppression-options --configuration-set-name ${data.set} --suppressed-reasons BOUNCE COMPLAINT --region ${data.region}`,
              },
            ]
          : [],
      references: ({ region, set }) =>
        pagesFor(region, configurationSetPath(set), guide('sending-email-suppression-list-config-level')),
    }),

    'suppression/validation-active': problem<Validation>({
      severity: 'info',
      summary: ({ where, threshold }) =>
        `Auto Validation is on for ${where}${threshold === null ? '' : ` (threshold ${threshold})`}: SES may reject addresses that it considers invalid.`,
      impact: 'Such mail bounces with subtype EmailValidationSuppressed.',
      fix: () => [],
      references: [guide('email-validation-api')],
    }),
  },

  evaluate({ target: { region }, account, sets, layers }) {
    const known = layers.layers.flatMap((layer) => (layer.ok ? [layer.value] : []));
    const open = [...layers.layers, ...sets.map(({ settings }) => settings)].flatMap((one) =>
      unanswered(one),
    );
    const all = new Set<string>([...layers.accountReasons, ...known.flatMap(({ reasons }) => reasons)]);
    const odd = [...all]
      .filter((word) => word !== 'BOUNCE' && word !== 'COMPLAINT')
      .map((word) => notKnown('a reason for which addresses are suppressed', word, 'ses:GetAccount'));
    const overrides = new Map(
      known
        .filter(({ overrides, scope }) => overrides && scope === 'ACCOUNT')
        .map((layer) => [layer.set ?? '', layer]),
    );
    const disabled =
      open.length === 0 &&
      known.length > 0 &&
      layers.accountReasons.length === 0 &&
      known.every(({ reasons, scope }) => scope === 'ACCOUNT' && reasons.length === 0);
    const validations = [
      ...(account.validation?.enabled === true
        ? [{ region, where: 'the account', threshold: account.validation.threshold }]
        : []),
      ...new Map(
        sets.flatMap(({ name, settings }) => {
          const validation = settings.ok ? settings.value?.suppression.validation : undefined;
          return validation?.enabled === true
            ? [
                [
                  name,
                  { region, where: `the configuration set ${name}`, threshold: validation.threshold },
                ] as const,
              ]
            : [];
        }),
      ).values(),
    ];
    return [
      ...(disabled ? [{ problem: 'suppression/disabled' as const, data: { region } }] : []),
      ...[...overrides.values()]
        .map(({ set, reasons }) => ({
          region,
          set: set ?? '',
          reasons,
          accountReasons: layers.accountReasons,
        }))
        .filter(
          ({ reasons, accountReasons }) => words([...reasons].sort()) !== words([...accountReasons].sort()),
        )
        .filter(() => !disabled)
        .map((data) => ({ problem: 'suppression/override' as const, subject: data.set, data })),
      ...validations.map((data) => ({ problem: 'suppression/validation-active' as const, data })),
      ...odd,
      ...open,
    ];
  },

  observed: ({ layers }) => {
    const reasons = [
      ...new Set(layers.layers.flatMap((layer) => (layer.ok ? [words(layer.value.reasons)] : []))),
    ];
    return reasons.length === 0 ? null : reasons.join('; ');
  },
});
