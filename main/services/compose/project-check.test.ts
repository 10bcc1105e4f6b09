import { describe, expect, test } from 'vitest';
import { saidOrTold } from '../../../renderer/words/problems.ts';
import { projectFindings, readText, schemaFindings } from './findings.ts';
import { refusedProjects, takenProjects, unsure } from './project-fixture.ts';

const findings = (text: string): string[] =>
  projectFindings(readText(text)).map(({ line, message }) => `${line}: ${saidOrTold(message)}`);

describe('a project', () => {
  test.each(refusedProjects)('%j is wrong in line %s', (text, finding) => {
    expect(schemaFindings(readText(text))).toEqual([]);
    expect(findings(text)).toEqual([expect.stringContaining(finding)]);
  });

  test.each([...takenProjects, ...unsure])('%j has no finding', (text) => {
    expect(readText(text).findings).toEqual([]);
    expect(findings(text)).toEqual([]);
  });
});
