import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const files = {
  "course/course.xml": '<course url_name="run" org="Platform" course="CATS1"/>',
  "course/course/run.xml": `<course display_name="Cats for beginners" language="en">
    <chapter display_name="The cat">
      <sequential display_name="Basics"><vertical url_name="reading"/></sequential>
      <sequential display_name="Check yourself" format="Homework" graded="true"><vertical url_name="quiz"/></sequential>
    </chapter>
  </course>`,
  "course/vertical/reading.xml":
    '<vertical display_name="What a cat is"><html display_name="Text"><p>A cat is a <b>small</b> tiger with \\(9\\) lives.</p></html><poll_question/></vertical>',
  "course/vertical/quiz.xml": `<vertical display_name="Questions about cats">
    <problem display_name="Lives"><p>How many lives has a cat?</p><numericalresponse answer="9"/></problem>
    <problem display_name="Prey"><multiplechoiceresponse><label>What does a cat hunt?</label><choicegroup>
      <choice correct="true">Mice</choice><choice correct="false">Elephants</choice>
    </choicegroup></multiplechoiceresponse></problem>
  </vertical>`,
  "course/policies/run/grading_policy.json": JSON.stringify({
    GRADER: [{ type: "Homework", weight: 1, min_count: 1, drop_count: 0 }],
    GRADE_CUTOFFS: { Pass: 0.6 },
  }),
};

/** Packs a small course as Open edX exports one: something to read, two questions, and a piece that nobody can take. */
export function packCourse(): Promise<Buffer> {
  return pack(files);
}

/** Packs files, by their paths. */
export async function pack(files: Record<string, string | Buffer>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "platform-course-"));
  try {
    for (const [path, body] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), body);
    }
    const archive = join(folder, "course.tar.gz");
    await promisify(execFile)("tar", [
      "-czf",
      archive,
      "-C",
      folder,
      ...new Set(Object.keys(files).map((path) => path.split("/")[0] as string)),
    ]);
    return await readFile(archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
