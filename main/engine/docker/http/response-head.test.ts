import { describe, expect, test } from 'vitest';
import { parseHead } from './response-head.ts';

const ok = 'HTTP/1.1 200 OK';
const head = (...lines: readonly string[]) => parseHead(lines.join('\r\n'));

describe('the head of an answer', () => {
  test.each([
    [[ok], { status: 200, chunked: false, length: undefined }],
    [['HTTP/1.0 200 OK'], { status: 200, chunked: false, length: undefined }],
    [['HTTP/1.1 200'], { status: 200, chunked: false, length: undefined }],
    [['HTTP/1.1 200 '], { status: 200, chunked: false, length: undefined }],
    [['HTTP/1.1 200  OK, it is'], { status: 200, chunked: false, length: undefined }],
    [['HTTP/1.1 404 Not Found', 'content-LENGTH:\t42\t'], { status: 404, chunked: false, length: 42 }],
    [[ok, 'Content-Length: 0'], { status: 200, chunked: false, length: 0 }],
    [[ok, 'Content-Length-X: 7', 'X-Content-Length: 8'], { status: 200, chunked: false, length: undefined }],
    [[ok, 'Transfer-Encoding: chunked'], { status: 200, chunked: true, length: undefined }],
    [[ok, 'TRANSFER-encoding:Chunked  '], { status: 200, chunked: true, length: undefined }],
    [[ok, 'Transfer-Encoding: gzip, chunked'], { status: 200, chunked: true, length: undefined }],
    [[ok, 'Transfer-Encoding: chunked, deflate'], { status: 200, chunked: false, length: undefined }],
    [[ok, 'Transfer-Encoding: chunkedchunked'], { status: 200, chunked: false, length: undefined }],
    [[ok, 'Transfer-Encoding: not-chunked'], { status: 200, chunked: false, length: undefined }],
    // Two lines are one list: the last coding counts.
    [
      [ok, 'Transfer-Encoding: identity', 'Transfer-Encoding: chunked'],
      { status: 200, chunked: true, length: undefined },
    ],
    [
      [ok, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity'],
      { status: 200, chunked: false, length: undefined },
    ],
    // Nothing follows these.
    [['HTTP/1.1 204 No Content'], { status: 204, chunked: false, length: 0 }],
    [['HTTP/1.1 204 No Content', 'Transfer-Encoding: chunked'], { status: 204, chunked: false, length: 0 }],
    [['HTTP/1.1 304 Not Modified', 'Content-Length: 7'], { status: 304, chunked: false, length: 0 }],
    [[ok, 'X: tab\tand é', 'Y:'], { status: 200, chunked: false, length: undefined }],
  ])('%j is read', (lines, expected) => {
    expect(head(...lines)).toEqual(expected);
  });

  test.each([
    ['a status line of another protocol', 'HTP/1.1 200 OK'],
    ['a version of two digits', 'HTTP/11.1 200 OK'],
    ['a version with a zero', 'HTTP/1.01 200 OK'],
    ['another version', 'HTTP/5.6 200 OK'],
    ['a tab after the version', 'HTTP/1.1\t200 OK'],
    ['two spaces before the status', 'HTTP/1.1  200 OK'],
    ['a status of one digit', 'HTTP/1.1 2 OK'],
    ['a status of four digits', 'HTTP/1.1 2000 OK'],
    ['a space before the first header', ok, ' Host: x'],
    ['a header that is folded', ok, 'X: a', ' b'],
    ['a header that is folded by a tab', ok, 'Transfer-Encoding: chunked', '\tabc'],
    ['a space before the colon', ok, 'Content-Length : 5'],
    ['a header without a colon', ok, 'Content-Length'],
    ['a header without a name', ok, ': 5'],
    ['a name with brackets', ok, 'X(Y): 5'],
    ['a lone CR', ok, 'X: a\rY: b'],
    ['a lone LF', ok, 'X: a\nContent-Length: 5'],
    ['lone LFs', `${ok}\nX: a`],
    ['a NUL', ok, 'X: a\0b'],
    ['a bell', ok, 'X: \u0007'],
    ['DEL', ok, 'X: \u007f'],
    ['an empty length', ok, 'Content-Length:'],
    ['a length with a sign', ok, 'Content-Length: +5'],
    ['a negative length', ok, 'Content-Length: -5'],
    ['a length with a space in it', ok, 'Content-Length: 4 2'],
    ['two lengths in one', ok, 'Content-Length: 5, 5'],
    ['two lengths', ok, 'Content-Length: 5', 'Content-Length: 6'],
    ['the same length twice', ok, 'Content-Length: 5', 'Content-Length: 5'],
    ['a length that is hexadecimal', ok, 'Content-Length: 0x5'],
    ['a length that is too large', ok, 'Content-Length: 99999999999999999999'],
    ['a length and chunks', ok, 'Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['chunks and a length', ok, 'Transfer-Encoding: identity', 'Content-Length: 5'],
    ['an empty coding', ok, 'Transfer-Encoding:'],
  ])('is none with %s', (_, ...lines) => {
    expect(() => head(...lines)).toThrow(/.+/);
  });
});
