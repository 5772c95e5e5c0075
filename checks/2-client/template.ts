import { grouped } from '../../src/model/many.ts';
import { defineCheck, notSeen } from '../../src/model/check.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { template } from '../../src/facts/template.ts';
import { templateRendering } from '../../src/facts/template-rendering.ts';
import { skipReasons } from '../../src/model/unavailable.ts';
import { templateAnalysis } from '../../src/facts/template-analysis.ts';
import { templateSpellings } from '../../src/facts/template-spellings.ts';
import { maxTemplateBytes, maxTemplateDataCharacters } from '../../src/knowledge/template-limits.ts';
import type { OfTemplate } from './template-place.ts';
import { refute } from '../../src/model/refute.ts';
import type { Why } from '../../src/model/unavailable.ts';
import { absenceProblems, formProblems } from './template-form.words.ts';
import { syntaxProblems } from './template-syntax.words.ts';

const problems = { ...absenceProblems, ...syntaxProblems, ...formProblems };

export default defineCheck({
  id: 'template',
  per: 'template',
  title: 'Template',
  why: 'SES accepts a send before it renders the template. A failure at that point shows only in an event that most accounts do not publish.',
  needs: { target, symptom, template },
  enrichment: { analysis: templateAnalysis, spellings: templateSpellings, rendering: templateRendering },

  problems,

  settles: ({ template: { kind } }) => [
    ...[
      'template/syntax-error',
      'template/unsupported-helper',
      'template/partial-not-in-part',
      'template/too-large',
    ],
    ...(kind === 'file' ? ['template/inline-too-complex'] : []),
  ],

  evaluate({ target, symptom, template, analysis, spellings, rendering }) {
    const { name } = template;
    if (template.kind === 'not-found') {
      const near = spellings.ok ? spellings.value : [];
      return [{ problem: 'template/not-found', data: { name, region: target.region, near } }];
    }
    if (template.kind === 'broken-file') {
      return [{ problem: 'template/syntax-error', data: { file: name, ...template.fault } }];
    }
    if (!analysis.ok) return [{ unanswered: analysis.why, counts: true }];
    const about: OfTemplate = { name, storedIn: template.kind === 'stored' ? target.region : null };
    const { syntax, helpers, partials, bytes, dataCharacters, firstBlock, parts, notLookedAt } =
      analysis.value;
    const tooLarge = [
      { what: 'template' as const, size: bytes, limit: maxTemplateBytes },
      { what: 'data' as const, size: dataCharacters ?? 0, limit: maxTemplateDataCharacters },
    ].filter(({ size, limit }) => size > limit);
    const refuted =
      template.kind === 'stored'
        ? refute(symptom, ['template/not-found'], name, `${name} exists in ${target.region ?? 'this Region'}`)
        : [];
    const found = [
      ...syntax.map((data) => ({ problem: 'template/syntax-error' as const, data: { ...about, ...data } })),
      ...helpers.map((data) => ({
        problem: 'template/unsupported-helper' as const,
        data: { template: about, ...data },
      })),
      ...partials.map((data) => ({
        problem: 'template/partial-not-in-part' as const,
        data: { template: about, ...data },
      })),
      ...tooLarge.map((data) => ({ problem: 'template/too-large' as const, data: { ...about, ...data } })),
      ...(template.kind === 'file' && firstBlock !== null
        ? [{ problem: 'template/inline-too-complex' as const, data: { ...about, first: firstBlock } }]
        : []),
      ...(parts.includes('html') && !parts.includes('text')
        ? [{ problem: 'template/no-text-part' as const, data: about }]
        : []),
      ...notLookedAt.map((because) => ({
        unanswered: asQuestion(because),
        counts: true,
      })),
    ];
    // Our own reading of a template is no rendering: where SES was to render it and was not heard, there is no tick.
    if (found.length === 0 && refuted.length === 0 && !rendering.ok && !skipReasons.has(rendering.why.reason))
      return notSeen(`SES could not be asked to render it: ${rendering.why.message}`, []);
    return [...found, ...refuted];
  },

  observed({ analysis }) {
    if (!analysis.ok) return null;
    const { parts, bytes } = analysis.value;
    return `${parts.join(', ')}; ${grouped(bytes)} bytes`;
  },
});

/** What the analysis gave up on, as an unanswered question. */
const asQuestion = (message: string): Why => ({
  reason: 'bad-reply',
  message,
  question: 'the analysis of the template',
  action: null,
  region: null,
  detail: {},
});
