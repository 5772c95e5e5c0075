import { describe, expect, it } from 'vitest';
import { setupErrors } from '../../src/knowledge/setup-errors.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { sesErrors, sesv2Errors } from '../../src/symptom/tables/ses-model.ts';

const names = [...new Set([...Object.keys(sesErrors), ...Object.keys(sesv2Errors)])];
const first = (text: string): string | undefined => readSymptom(text).candidates[0]?.code;
const unread = ['send/unrecognised', 'send/not-sent-by-ses', undefined];

describe('every error that the models of the SES API define', () => {
  it.each(names)('%s alone is answered', (name) => {
    expect(unread).not.toContain(first(name));
  });

  // Version 2 says the whole name.
  it.each(Object.keys(sesErrors))('%s without its suffix, as the CLI prints it', (name) => {
    const code = name.replace(/Exception$/u, '');
    expect(unread).not.toContain(
      first(
        `An error occurred (${code}) when calling the CreateConfigurationSet operation: it cannot be done`,
      ),
    );
  });

  it.each(names)('%s as the SDK for Go prints it', (name) => {
    expect(unread).not.toContain(
      first(
        `operation error SESv2: UpdateConfigurationSet, https response error StatusCode: 400, RequestID: 1a, ${name}: it cannot be done`,
      ),
    );
  });
});

describe('an error of a call that sends nothing', () => {
  it.each([
    [
      'Error: creating SES Configuration Set: ConfigurationSetAlreadyExists: Configuration set <a> already exists.',
      'ConfigurationSetAlreadyExists',
    ],
    ['AlreadyExistsException: Email identity shop.example already exist.', 'AlreadyExistsException'],
    [
      'CannotDelete: Cannot delete active rule set: inbound (Service: AmazonSimpleEmailService; Status Code: 400; Error Code: CannotDelete)',
      'CannotDelete',
    ],
    ['InvalidFirehoseDestinationException', 'InvalidFirehoseDestinationException'],
  ])('%s', (text, errorClass) => {
    const [candidate] = readSymptom(text).candidates;
    expect(candidate?.code).toBe('send/setup-refused');
    expect(candidate?.data['errorClass']).toBe(errorClass);
  });

  it('of another service is none of SES', () => {
    expect(unread).toContain(
      first('An error occurred (AlreadyExistsException) when calling the CreateSecret operation: it exists'),
    );
    expect(unread).toContain(first('ConflictException: the branch has diverged'));
  });

  it('has a name that the API defines', () => {
    const known = names.map((name) => name.toLowerCase().replace(/exception$/u, ''));
    expect(Object.keys(setupErrors).filter((name) => !known.includes(name))).toEqual([]);
  });
});
