// Command checker is the WebAssembly module that judges answers in the reader's browser. It only passes bytes to
// package judge; the rules live there, and what is judged lives in a knowledge base that is fetched apart.
//
// "go generate ./..." builds it with the standard Go compiler, slims it to about 20 KB (5.7 KB in brotli), holds it
// against native Go, and writes static/checker.wasm, which is committed: nobody needs to build it to build a site.
//
// # For the page
//
// The module imports nothing, so it is instantiated with no import object. It has one memory, which never grows,
// and five exports:
//
//	memory      the memory
//	inbuf()     address of the buffer to write into, 16,384 bytes
//	outbuf()    address of the buffer to read results from, 5,688 bytes
//	load(n)     loads the packed knowledge base whose n bytes are in inbuf; returns 0, or what is wrong
//	judge(n)    judges the n answers in inbuf, one byte for each finding, and writes the result into outbuf;
//	            returns its length, or what is wrong
//
// In JavaScript:
//
//	const { instance } = await WebAssembly.instantiate(bytes);
//	const e = instance.exports, memory = new Uint8Array(e.memory.buffer);
//	memory.set(packed, e.inbuf());
//	if (e.load(packed.length) !== 0) throw new Error("knowledge base");
//	memory.set(answers, e.inbuf());
//	const n = e.judge(answers.length);
//	if (n < 0) throw new Error("answers");
//	const result = memory.slice(e.outbuf(), e.outbuf() + n);
//
// An answer is 0 not asked, 1 no, 2 not sure, 3 yes. All numbers of findings, questions, flags and causes are their
// places in the knowledge base, from 0, in the order of rules.Base.
//
// The result, of bytes unless it is said otherwise:
//
//	0       urgency: 0 self-care, 1 see a doctor, 2 urgent, 3 emergency
//	1       the highest urgency that the open questions can still lead to
//	2       the next question worth asking, or 255 for none
//	3       the urgency that the next question may lead to; 0 if it only tells the causes apart
//	4       how many questions are worth asking as things stand
//	5       how many causes follow
//	6, 7    how many flags follow: the low byte, the high byte
//	8 …     for each flag that fired, the most urgent first:
//	            the flag, the level at which it counts, a number k, and the k findings that made it fire
//	        for each cause that is shown, the best first:
//	            the cause, the band (1 less likely, 2 possible, 3 fits well), a number f, a number a,
//	            f findings that are there and speak for it, the strongest first, and
//	            a findings against it: those that are there and speak against it, then typical ones that are not there
//
// What is wrong, from load and judge:
//
//	-1  judge: no knowledge base has been loaded
//	-2  judge: not one answer for each finding
//	-3  judge: an answer above 3
//	-4  load: not a packed knowledge base of this version
//	-5  load: the knowledge base is damaged
//	-6  load: the knowledge base is malformed
//
// A trap, which JavaScript sees as a WebAssembly.RuntimeError, must not happen; after one the module is not to be used
// again. Before the first question the page loads the base of rules.SelfTest, judges its answers, and compares every
// byte with what they must give. If anything is amiss it goes on with the form that needs no module.
//
// If slimming ever fails, the full module is written to the same file, and go generate says so loudly. It has the
// same exports and besides imports from wasi_snapshot_preview1 and an _initialize to call first. A page that finds
// WebAssembly.Module.imports(module) not empty may treat it as missing.
package main

//go:generate go run ./slim -o ../../static/checker.wasm
