// Conveniences of the check page: everything works without them.

import { answerInPlace } from "./answers.js";
import { prepareForm } from "./check_form.js";
import { prepareKeeping } from "./keep.js";

function prepare(content) {
  for (const form of content.querySelectorAll(".check-form")) prepareForm(form);
  prepareKeeping(content);
}

prepare(document);
answerInPlace(prepare);
