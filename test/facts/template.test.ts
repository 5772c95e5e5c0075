import { describe, expect, it } from 'vitest';
import { template } from '../../src/facts/template.ts';
import { templateAnalysis } from '../../src/facts/template-analysis.ts';
import { templateRendering } from '../../src/facts/template-rendering.ts';
import { templateSpellings } from '../../src/facts/template-spellings.ts';
import type { AwsOutput } from '../../src/model/aws-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

const subject = 'welcome';
const stored = { template: { kind: 'stored', name: subject } } as const;
const reply = { TemplateName: subject, TemplateContent: { Subject: 'Hello', Text: '', Html: '<p>' } };
const notFound = new Unavailable('not-found', 'no such template');

describe('a stored template', () => {
  it('has the parts that are not empty', async () => {
    const probes = { aws: fakeAws({ 'ses:GetEmailTemplate': reply }) };
    expect(await gather(template, { probes, target: stored, subject })).toEqual({
      kind: 'stored',
      name: subject,
      parts: { subject: 'Hello', text: null, html: '<p>' },
    });
  });

  it('that does not exist is looked for under similar names', async () => {
    const aws = fakeAws({
      'ses:GetEmailTemplate': notFound,
      'ses:ListEmailTemplates': {
        TemplatesMetadata: [{ TemplateName: 'Welcome' }, { TemplateName: 'invoice' }],
      },
    });
    expect(await gather(template, { probes: { aws }, target: stored, subject })).toEqual({
      kind: 'not-found',
      name: subject,
    });
    expect(await gather(templateSpellings, { probes: { aws }, target: stored, subject })).toEqual([
      'Welcome',
    ]);
  });

  it('that may not be read is unavailable, not missing', async () => {
    const probes = { aws: fakeAws({ 'ses:GetEmailTemplate': new Unavailable('access-denied', 'denied') }) };
    await expect(gather(template, { probes, target: stored, subject })).rejects.toMatchObject({
      reason: 'access-denied',
    });
  });
});

describe('the test rendering', () => {
  const rendering = (
    answer: { RenderedTemplate: string } | Unavailable,
    templateData: string | null = '{}',
  ) =>
    gather(templateRendering, {
      probes: { aws: fakeAws({ 'ses:GetEmailTemplate': reply, 'ses:TestRenderEmailTemplate': answer }) },
      target: { ...stored, templateData },
      subject,
    });

  it('that SES refuses is an answer', async () => {
    const detail = {
      name: 'BadRequestException',
      message: "Attribute 'a' is not present in the rendering data.",
    };
    expect(await rendering(new Unavailable('bad-reply', 'refused', { detail }))).toEqual({
      kind: 'rejected',
      message: detail.message,
    });
  });

  it.each([
    ['a denial', new Unavailable('access-denied', 'denied')],
    [
      'a fault of the server',
      new Unavailable('bad-reply', '500', { detail: { kind: 'server-fault', name: 'x' } }),
    ],
    ['garbage', new Unavailable('bad-reply', 'no JSON')],
  ])('%s is none', async (_title, failure) => {
    await expect(rendering(failure)).rejects.toBe(failure);
  });

  it('needs data', async () => {
    await expect(rendering(notFound, null)).rejects.toMatchObject({ reason: 'not-asked' });
  });
});

describe('the analysis of a template', () => {
  const analyse = (
    answer: AwsOutput<'ses:GetEmailTemplate'> | Unavailable,
    templateData: string | null = null,
  ) =>
    gather(templateAnalysis, {
      probes: { aws: fakeAws({ 'ses:GetEmailTemplate': answer }) },
      target: { ...stored, templateData },
      subject,
    });

  it('is unavailable for a template that may not be read', async () => {
    await expect(analyse(new Unavailable('access-denied', 'denied'))).rejects.toMatchObject({
      reason: 'access-denied',
    });
  });

  it('has nothing to work on where there is no template', async () => {
    await expect(analyse(notFound)).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it.each([
    ['nothing', 'Hello', 0],
    ['a tag that is not closed', 'Hello {{name', 1],
  ])('finds %s', async (_, Subject, faults) => {
    const reply = { TemplateName: subject, TemplateContent: { Subject, Text: 'text' } };
    expect((await analyse(reply)).syntax).toHaveLength(faults);
  });
});
