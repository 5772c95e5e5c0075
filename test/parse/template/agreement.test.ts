import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { analyseTemplate } from '../../../src/parse/template/template.ts';

// Few names, so that templates and data often meet, and often just miss each other.
const name = fc.constantFrom('a', 'b', 'c', 'items', 'user');
const leaf = fc.constantFrom('text', '', 0, 1, true, false, null);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const data = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });

const plainPath = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
const path = fc.oneof(
  { weight: 6, arbitrary: plainPath },
  { weight: 1, arbitrary: plainPath.map((text) => `../${text}`) },
  { weight: 1, arbitrary: plainPath.map((text) => `this.${text}`) },
  { weight: 1, arbitrary: plainPath.map((text) => `@root.${text}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('this', '..', '@index', '@key', '@first', '@last', '@../index', '@root'),
  },
);
const operand = fc.oneof(
  { weight: 5, arbitrary: path },
  { weight: 1, arbitrary: fc.constantFrom('"text"', '0', '1', 'true', 'null', 'undefined') },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([object, field]) => `(lookup ${object} ${field})`) },
);
const blockParameters = fc.constantFrom('', '', ' as |a|', ' as |item b|');
const partialName = fc.constantFrom('card', 'row');
const hash = fc.constantFrom('', '', ' a=b', ' c=user.a');

const { template } = fc.letrec<{ template: string; node: string }>((tie) => ({
  template: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join(' ')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    path.map((text) => `{{${text}}}`),
    fc.constantFrom('text', '\n', '{{! a comment }}', '{{item}}', '{{item.a}}', '{{> @partial-block}}'),
    fc.tuple(path, operand).map(([object, field]) => `{{lookup ${object} ${field}}}`),
    fc
      .tuple(
        fc.constantFrom('if', 'unless', 'each', 'with'),
        operand,
        blockParameters,
        tie('template'),
        tie('template'),
      )
      .map(
        ([helper, what, names, inside, other]) =>
          `{{#${helper} ${what}${names}}}${inside}{{else}}${other}{{/${helper}}}`,
      ),
    fc.tuple(path, tie('template'), tie('template')).map(([what, inside, other]) => {
      return what === 'this' || what === '..' || what.startsWith('@')
        ? `{{#if ${what}}}${inside}{{/if}}`
        : `{{#${what}}}${inside}{{^}}${other}{{/${what}}}`;
    }),
    fc
      .tuple(partialName, tie('template'))
      .map(([partial, inside]) => `{{#*inline "${partial}"}}${inside}{{/inline}}`),
    fc
      .tuple(partialName, fc.oneof(fc.constant(''), path), hash)
      .map(([partial, context, pairs]) => `{{> ${partial} ${context}${pairs}}}`),
    fc
      .tuple(partialName, tie('template'))
      .map(([partial, inside]) => `{{#> ${partial}}}${inside}{{/${partial}}}`),
    fc.tuple(path).map(([what]) => `{{> (lookup this "${what}")}}`),
  ),
}));

interface Container {
  strict: (object: unknown, name: string, place: unknown) => unknown;
  lookupProperty: (parent: unknown, name: string) => unknown;
}

/** What Handlebars itself does in strict mode. */
type Outcome = { kind: 'rendered'; printedNull: boolean } | { kind: 'failed'; message: string };

function renderWithHandlebars(text: string, values: unknown): Outcome {
  const environment = Handlebars.create();
  const original = Handlebars.Utils.escapeExpression;
  let printedNull = false;
  // Compiled templates take this function from here; it is handed every value that {{…}} prints.
  Handlebars.Utils.escapeExpression = (printed: unknown) => {
    printedNull ||= printed === null || printed === undefined;
    return '';
  };
  try {
    environment.compile(text, { strict: true })(values);
    return { kind: 'rendered', printedNull };
  } catch (error) {
    return { kind: 'failed', message: (error as Error).message };
  } finally {
    Handlebars.Utils.escapeExpression = original;
  }
}

/** Every member that strict mode misses: Handlebars' own checks, told to note a failure and go on. */
function strictFailures(text: string, values: unknown): ReadonlySet<string> | null {
  const environment = Handlebars.create();
  const members = new Set<string>();
  environment.registerDecorator('note', (program: unknown, _properties: unknown, container: Container) => {
    const { strict, lookupProperty } = container;
    container.strict = (object, member, place) => {
      try {
        return strict(object, member, place);
      } catch {
        members.add(member);
        return undefined;
      }
    };
    container.lookupProperty = (parent, member) =>
      parent === null || parent === undefined ? undefined : lookupProperty(parent, member);
    return program;
  });
  try {
    environment.compile(`{{* note}}\n${text}`, { strict: true })(values);
    return members;
  } catch {
    return null; // failed for another reason than a missing variable
  }
}

const analyse = (text: string, values: unknown) =>
  analyseTemplate({ subject: null, text: null, html: text }, JSON.stringify(values));

// Not the places: Handlebars compiles equal blocks once, and then names the place of the first.
const lastMembers = (text: string, values: unknown): readonly (string | undefined)[] =>
  (analyse(text, values).missing ?? []).map(({ name: full }) => full.replace(/^@/, '').split('.').at(-1));

describe('the analysis agrees with Handlebars in strict mode', () => {
  it('finds something exactly when rendering fails or a printed value is null', () => {
    let failed = 0;
    let rendered = 0;
    fc.assert(
      fc.property(template, data, (text, values) => {
        const { missing, partials, syntax } = analyse(text, values);
        const outcome = renderWithHandlebars(text, values);
        if (outcome.kind === 'failed' && outcome.message.includes('call stack')) return;
        if (outcome.kind === 'rendered') {
          rendered += 1;
          expect(syntax).toEqual([]);
          expect(missing?.length).toSatisfy((count: number) => count > 0 === outcome.printedNull);
          return;
        }
        failed += 1;
        expect([...(missing ?? []), ...partials]).not.toEqual([]);
        const member = /^"(.*?)" not defined in /.exec(outcome.message)?.[1];
        if (member !== undefined) expect(lastMembers(text, values)).toContain(member);
      }),
      { numRuns: 800 },
    );
    // The generator hits both sides, or the property says nothing.
    expect(failed).toBeGreaterThan(80);
    expect(rendered).toBeGreaterThan(80);
  });

  it('reports every variable that strict mode misses', () => {
    fc.assert(
      fc.property(template, data, (text, values) => {
        const members = strictFailures(text, values);
        if (members === null) return;
        expect(lastMembers(text, values)).toEqual(expect.arrayContaining([...members]));
      }),
      { numRuns: 400 },
    );
  });
});
