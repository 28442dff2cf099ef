"""Rounds of inspections: what was asked, on which scale it was graded, and how one round follows the last."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peel import rules
from peel.dates import PartialDateField
from peel.words import Grade, Graded, Pillar, Relation, Symbol


class Scale(models.Model):
    """The grades that an inspection could give: four until 2018/19, five since 2021/22."""

    code = models.SlugField(_("code"), primary_key=True, max_length=10)
    name = models.CharField(_("name"), max_length=40)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name

    def grades(self) -> list[str]:
        """Its grades, best first."""
        return [point.grade for point in self.points.all()]


class ScalePoint(models.Model):
    """One grade of a scale. `rank` counts from 0, the lowest."""

    scale = models.ForeignKey(Scale, models.PROTECT, verbose_name=_("scale"), related_name="points")
    grade = models.CharField(_("grade"), max_length=20, choices=Grade)
    rank = models.PositiveSmallIntegerField(_("rank"))
    meaning = models.TextField(_("meaning in plain words"))
    symbol = models.CharField(_("shape"), max_length=10, choices=Symbol)
    provenance = models.TextField(_("where this comes from"), blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("grade of a scale")
        verbose_name_plural = _("grades of scales")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["scale", "-rank"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scale", "grade"], name="peel_scalepoint_grade_once"),
            models.UniqueConstraint(fields=["scale", "rank"], name="peel_scalepoint_rank_once"),
            models.CheckConstraint(
                condition=Q(grade__in=[grade for grade in Grade.values if grade != Grade.NOT_GRADED]),
                name="peel_scalepoint_grade",
            ),
            models.CheckConstraint(condition=Q(symbol__in=Symbol.values), name="peel_scalepoint_symbol"),
        ]

    def __str__(self) -> str:
        return self.get_grade_display()


class Comparability(models.TextChoices):
    """What may be said about the grades of a cycle beside those of the cycle before it."""

    COMPARABLE = "comparable", _("the same scale; questions changed a little")
    TEST_CHANGED = "test changed", _("the same scale and another test")
    NOT_COMPARABLE = "not comparable", _("not comparable")


class Cycle(models.Model):
    """A round of inspections of all forces. `starts` and `ends` are when its reports were published."""

    code = models.SlugField(_("code"), primary_key=True, max_length=10)
    label = models.CharField(_("label"), max_length=20)
    position = models.PositiveSmallIntegerField(_("order"), unique=True)
    starts = PartialDateField(_("first report"))
    ends = PartialDateField(_("last report"))
    scale = models.ForeignKey(Scale, models.PROTECT, verbose_name=_("scale"), related_name="+")
    has_pillars = models.BooleanField(_("has pillars"))
    one_report = models.BooleanField(_("one report for each force"))
    framework_url = models.URLField(_("framework"), max_length=500, blank=True)
    comparability = models.CharField(
        _("beside the cycle before"), max_length=20, choices=Comparability, blank=True
    )
    comparability_note = models.TextField(_("note on comparing"), blank=True)
    comparability_url = models.URLField(_("source of the note"), max_length=500, blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(comparability__in=["", *Comparability.values]), name="peel_cycle_comparability"
            ),
            models.CheckConstraint(
                condition=Q(has_pillars=False) | Q(scale="four"),
                name="peel_cycle_pillars_ended",
                violation_error_message=_("Since 2021 there are no pillars, and no overall grade."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Question(models.Model):
    """What inspectors asked in a cycle: an area of policing, or until 2018/19 the whole of a pillar."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"), related_name="questions")
    code = models.SlugField(_("code"), max_length=40)
    official_name = models.CharField(_("official name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=80)
    pillar = models.CharField(_("pillar"), max_length=20, choices=Pillar, blank=True)
    is_pillar_overall = models.BooleanField(_("the whole of its pillar"), default=False)
    graded = models.CharField(_("graded"), max_length=4, choices=Graded)
    position = models.PositiveSmallIntegerField(_("order"))
    provenance = models.TextField(_("where this comes from"), blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["cycle__position", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "code"], name="peel_question_code_once"),
            models.UniqueConstraint(fields=["cycle", "position"], name="peel_question_order_once"),
            models.CheckConstraint(condition=Q(graded__in=Graded.values), name="peel_question_graded"),
            models.CheckConstraint(condition=Q(pillar__in=["", *Pillar.values]), name="peel_question_pillar"),
            models.CheckConstraint(
                condition=Q(is_pillar_overall=False) | ~Q(pillar=""), name="peel_question_overall_of_a_pillar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_name}, {self.cycle_id}"

    def clean(self) -> None:
        fault = rules.question_fault(self.cycle, self.pillar)
        if fault:
            raise ValidationError({"pillar": fault})


class QuestionLink(models.Model):
    """What became of a question in the next cycle. Without `later` nothing followed it."""

    earlier = models.ForeignKey(Question, models.PROTECT, verbose_name=_("question"), related_name="links_on")
    later = models.ForeignKey(
        Question,
        models.PROTECT,
        verbose_name=_("question that follows"),
        null=True,
        blank=True,
        related_name="links_back",
    )
    relation = models.CharField(_("relation"), max_length=10, choices=Relation)
    note = models.TextField(_("note"), blank=True)
    provenance = models.TextField(_("where this comes from"), blank=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("link between questions")
        verbose_name_plural = _("links between questions")
        default_permissions = ("view",)
        ordering: ClassVar[list[str]] = ["earlier__cycle__position", "earlier__position", "later__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["earlier", "later"], name="peel_questionlink_once"),
            models.UniqueConstraint(
                fields=["earlier"], condition=Q(later=None), name="peel_questionlink_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(relation=Relation.NONE, later=None)
                | (Q(relation__in=[Relation.SAME, Relation.RENAMED, Relation.OVERLAPS]) & ~Q(later=None)),
                name="peel_questionlink_relation",
                violation_error_message=_("A link has a question that follows, or the relation “none”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later or '–'}"

    def clean(self) -> None:
        fault = rules.link_fault(self.earlier.cycle, self.later.cycle if self.later else None)
        if fault:
            raise ValidationError({"later": fault})
