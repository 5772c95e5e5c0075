import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codesOf = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);

const ofSet = ['configuration-set/sending-paused'];
const ofAccount = ['sending/disabled-by-you', 'sending/paused-by-aws'];

describe('the switch of a configuration set is not that of the account', () => {
  it.each([
    'Configuration set: newsletter\nSending Status\nDisabled\n',
    'Configuration sets > transactional\nGeneral details\nSending status: Disabled\nReputation metrics: Enabled',
    'Sending status Disabled\nDefault IP pool ses-shared-pool\nEvent destinations 2',
    'ConfigurationSetName: x\nSendingOptions:\n  SendingEnabled: false\n',
    'resource "aws_ses_configuration_set" "x" {\n  name = "x"\n  sending_enabled = false\n}',
    '|        GetConfigurationSet       |\n|  ConfigurationSetName|  x        |\n||  SendingEnabled   |  False     ||',
    'SES account dashboard\nSending status: Enabled\nConfiguration sets\nnewsletter\nSending status: Disabled',
    '{"ConfigurationSet":{"Name":"x"},"SendingEnabled":false}',
  ])('%j', (text) => {
    expect(codesOf(text)).toEqual(ofSet);
  });
});

describe('the switch of the account stays its own', () => {
  it.each([
    'Account dashboard\nSending status\nDisabled',
    'SES GetAccount\nSendingEnabled: false\nProductionAccessEnabled: true',
    'SendingEnabled: false\nEnforcementStatus: HEALTHY',
    '| GetAccount |\n|  SendingEnabled   |  False     |\n|  EnforcementStatus |  HEALTHY     |',
    '{"EnforcementStatus":"HEALTHY","SendingEnabled":false}',
    'Configuration set newsletter\nSending status: Enabled\nSES account dashboard\nSending status: Disabled',
  ])('%j', (text) => {
    expect(codesOf(text)).toEqual(ofAccount);
  });
});

it('a switch of which nothing says whose it is may be of either', () => {
  expect(codesOf('Sending Status Disabled')).toEqual([...ofSet, ...ofAccount]);
});

it('a switch of another service is none of SES', () => {
  expect(codesOf('Mailchimp\nSending status: Disabled')).toEqual(['send/not-sent-by-ses']);
});

describe('the exception of a configuration set and the set that is named outweigh a sentence about the account behind them', () => {
  const inbox =
    'For more information, please check the inbox of the email address associated with your AWS account.';

  it.each([
    `ConfigurationSetSendingPausedException: Sending paused for configuration set campaigns. ${inbox}`,
    `ConfigurationSetSendingPausedException: Sending paused for this account. ${inbox}`,
    'software.amazon.awssdk.services.ses.model.ConfigurationSetSendingPausedException: Sending paused for this account. (Service: Ses, Status Code: 400, Request ID: 1)',
    `An error occurred (ConfigurationSetSendingPausedException) when calling the SendRawEmail operation: Sending has been paused. ${inbox}`,
    `{"__type":"ConfigurationSetSendingPausedException","message":"Sending paused for configuration set campaigns. ${inbox}"}`,
    `<Error><Type>Sender</Type><Code>ConfigurationSetSendingPausedException</Code><Message>Sending paused for configuration set campaigns. ${inbox}</Message></Error>`,
    `Aws::SES::Errors::ConfigurationSetSendingPausedException (Sending paused for configuration set campaigns. ${inbox})`,
    `SendingPausedException: Sending is paused for configuration set campaigns. ${inbox}`,
    `554 Transaction failed: Sending paused for configuration set campaigns. ${inbox}`,
    `Sending suspended for the configuration set campaigns. ${inbox}`,
    `ConfigurationSetSendingPausedException: Sending paused for configuration set campaigns.\n${inbox}`,
  ])('%s', (text) => {
    expect(codesOf(text)).toEqual(ofSet);
  });

  it.each([
    `SendingPausedException: Sending paused for this account. ${inbox}`,
    `554 Message rejected: Sending paused for this account. ${inbox}`,
    `{"configurationSet":"campaigns","error":"SendingPausedException: Sending paused for this account. ${inbox}"}`,
    'AccountSendingPausedException: Email sending is disabled for your account (configuration set campaigns).',
  ])('and without them the account is meant: %s', (text) => {
    const codes = codesOf(text);
    expect(codes).toContain('sending/paused-by-aws');
    expect(ofAccount).toEqual(expect.arrayContaining([...codes]));
  });
});
