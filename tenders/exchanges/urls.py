"""The pages of the exchanges; included by the app's own addresses."""

from django.urls import URLPattern, URLResolver, path

from .views import followers, officer, operator

PUBLIC = "consultations/<slug:reference>/"
FILE = "acheteur/consultations/<slug:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PUBLIC + "questions/poser/", operator.AskQuestion.as_view(), name="ask_question"),
    path("questions/", operator.MyQuestions.as_view(), name="my_questions"),
    path(PUBLIC + "suivre/", followers.Follow.as_view(), name="follow"),
    path("suivi/confirmer/<str:token>/", followers.ConfirmFollowing.as_view(), name="confirm_following"),
    path("suivi/arreter/<str:token>/", followers.StopFollowing.as_view(), name="stop_following"),
    path(FILE + "questions/", officer.ReceivedQuestions.as_view(), name="received_questions"),
    path(FILE + "questions/repondre/", officer.AnswerQuestions.as_view(), name="answer_questions"),
    path(
        FILE + "questions/<int:number>/ecarter/", officer.DismissQuestion.as_view(), name="dismiss_question"
    ),
    path(FILE + "reponses/<int:number>/corriger/", officer.CorrectAnswer.as_view(), name="correct_answer"),
    path(FILE + "retraits/", officer.Withdrawals.as_view(), name="withdrawals"),
]
